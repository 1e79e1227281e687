package io.github.asyncioctl.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What Winsock makes of an NTSTATUS, against two independent tables. */
class NtStatusTest {
  private static final int WSAEINTR = 10004;

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/ntstatus-winsock.csv", numLinesToSkip = 1)
  void isWhatTheAuthoritiesSay(String status, String name, int wine, int microsoft) {
    int value = Integer.parseUnsignedInt(status.substring(2), 16);
    if (value == NtStatus.PENDING) {
      return; // not an end
    }
    int error = NtStatus.winsockError(value);
    if (value == NtStatus.CANCELLED) {
      // Kernel sockets say WSAEINTR; CancelIoEx documents ERROR_OPERATION_ABORTED.
      assertThat(microsoft).isEqualTo(WSAEINTR);
      assertThat(error).isEqualTo(wine).isEqualTo(Kernel.OPERATION_ABORTED);
    } else {
      assertThat(error).as(name).isEqualTo(microsoft);
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/golden/ntstatus-winsock.csv", numLinesToSkip = 1)
  void hasANameInMessages(String status, String name, int wine, int microsoft) {
    if (microsoft >= 10000) {
      assertThat(WinError.describe(microsoft)).startsWith("WSA").endsWith("(" + microsoft + ")");
    }
  }
}

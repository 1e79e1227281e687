package io.github.asyncioctl.internal.win32;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.codes.Golden;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where in WSAPROTOCOL_INFOW the kind of a socket is, as the headers have it. */
class Win32DatagramsTest {
  @ParameterizedTest
  @CsvSource({
    "'', " + Win32Datagrams.PROTOCOL_INFO_SIZE + ", total_size",
    "iAddressFamily, " + Win32Datagrams.FAMILY + ", offset",
    "iSocketType, " + Win32Datagrams.TYPE + ", offset"
  })
  void theLayoutIsThatOfTheHeaders(String field, String value, String column) {
    assertThat(
            Golden.rows("struct-layouts.csv").stream()
                .filter(row -> row.get("struct").equals("WSAPROTOCOL_INFOW"))
                .filter(row -> row.get("field").equals(field))
                .map((Map<String, String> row) -> row.get(column)))
        .containsExactly(value);
  }
}

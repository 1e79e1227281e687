package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.codes.Catalogue;
import io.github.asyncioctl.codes.Ioctls;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a typed code is issued, against the table for raw codes and what is documented. */
class IoctlsCompletionTest {
  static List<Catalogue.Entry> entries() {
    return Catalogue.entries();
  }

  /**
   * A type says which of two codes with the same value is meant, so SIO_RCVALL_MCAST_IF need not
   * wait for what SIO_SOCKET_CLOSE_NOTIFY does; as a raw code it must.
   */
  static Stream<Catalogue.Entry> entriesWhoseValueTellsEnough() {
    return entries().stream()
        .filter(
            entry ->
                entry.ioctl() != Ioctls.SIO_RCVALL_MCAST_IF
                    && entry.ioctl() != Ioctls.SIO_SOCKET_CLOSE_NOTIFY);
  }

  @ParameterizedTest
  @MethodSource("entriesWhoseValueTellsEnough")
  void isIssuedWhereTheRawCodeIs(Catalogue.Entry entry) {
    assertThat(mayPend(entry.ioctl())).isEqualTo(!AtOnce.CODES.contains(entry.ioctl().code()));
  }

  @Test
  void twoCodesWithOneValueAreIssuedDifferently() {
    assertThat(Ioctls.SIO_RCVALL_MCAST_IF.code()).isEqualTo(Ioctls.SIO_SOCKET_CLOSE_NOTIFY.code());
    assertThat(mayPend(Ioctls.SIO_RCVALL_MCAST_IF)).isFalse();
    assertThat(mayPend(Ioctls.SIO_SOCKET_CLOSE_NOTIFY)).isTrue();
    assertThat(AtOnce.CODES).doesNotContain(ControlCodes.SIO_RCVALL_MCAST_IF);
  }

  /** What is not known to complete at once may pend. */
  @ParameterizedTest
  @CsvFileSource(resources = "/golden/ioctl-codes.csv", numLinesToSkip = 1)
  void completesAsDocumented(String name, String value, String family, String completes) {
    entries().stream()
        .filter(entry -> entry.ioctl().name().equals(name))
        .forEach(
            entry ->
                assertThat(mayPend(entry.ioctl()))
                    .as(entry.field())
                    .isEqualTo(!completes.equals("immediately")));
  }

  /** Providers refuse an OVERLAPPED for it. */
  @Test
  void onlyTheBaseHandleIsAskedForWithoutOverlapped() {
    assertThat(entries())
        .filteredOn(entry -> entry.ioctl().completion() == Ioctl.Completion.WITHOUT_OVERLAPPED)
        .extracting(Catalogue.Entry::field)
        .containsExactly("SIO_BASE_HANDLE");
  }

  @Test
  void listsGrow() {
    assertThat(entries())
        .filteredOn(entry -> entry.ioctl().isGrowable())
        .extracting(Catalogue.Entry::field)
        .containsExactly(
            "SIO_ADDRESS_LIST_QUERY",
            "SIO_ADDRESS_LIST_SORT",
            "SIO_GET_INTERFACE_LIST",
            "SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT",
            "SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS");
  }

  /** The system says 0 bytes, and has written four. */
  @Test
  void theCountOfOneIsNotBelieved() {
    assertThat(entries())
        .filteredOn(entry -> entry.ioctl().isCountIgnored())
        .extracting(Catalogue.Entry::field)
        .containsExactly("SIO_AF_UNIX_GETPEERPID");
  }

  @Test
  void pointersGoBothWaysWhenAddressesAreSorted() {
    List<InetAddress> one = List.of(InetAddress.getLoopbackAddress());
    ByteBuffer bytes = Ioctls.SIO_ADDRESS_LIST_SORT.encode(one);
    assertThat(Ioctls.SIO_ADDRESS_LIST_SORT.pointers(bytes)).containsExactly(8);
    assertThat(Ioctls.SIO_ADDRESS_LIST_SORT.hasPointersInOutput()).isTrue();
    assertThat(Ioctls.SIO_ADDRESS_LIST_QUERY.hasPointersInOutput()).isTrue();
    assertThat(Ioctls.SIO_GET_INTERFACE_LIST.hasPointersInOutput()).isFalse();
  }

  private static boolean mayPend(Ioctl<?, ?> ioctl) {
    return ioctl.completion() == Ioctl.Completion.MAY_PEND;
  }
}

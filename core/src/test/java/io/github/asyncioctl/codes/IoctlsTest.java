package io.github.asyncioctl.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.SocketKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue against the headers of the Windows SDK and its rivals. */
class IoctlsTest {
  private static final Map<String, Map<String, String>> GOLDEN = Golden.codes();

  static List<Catalogue.Entry> entries() {
    return Catalogue.entries();
  }

  /** Versions 1 and 2 of the same code came later than the code. */
  static Stream<Catalogue.Entry> entriesButLaterTcpInfo() {
    return entries().stream().filter(entry -> !entry.field().matches("SIO_TCP_INFO_V[12]"));
  }

  @Test
  void hasTheCodesThatMakeSenseToCall() {
    assertThat(entries())
        .extracting(Catalogue.Entry::field)
        .containsExactly(
            "FIONBIO",
            "FIONREAD",
            "SIOCATMARK",
            "SIO_ACQUIRE_PORT_RESERVATION",
            "SIO_ADDRESS_LIST_CHANGE",
            "SIO_ADDRESS_LIST_QUERY",
            "SIO_ADDRESS_LIST_SORT",
            "SIO_AF_UNIX_GETPEERPID",
            "SIO_APPLY_TRANSPORT_SETTING",
            "SIO_ASSOCIATE_PORT_RESERVATION",
            "SIO_BASE_HANDLE",
            "SIO_CPU_AFFINITY",
            "SIO_GET_EXTENSION_FUNCTION_POINTER",
            "SIO_GET_INTERFACE_LIST",
            "SIO_GET_TX_TIMESTAMP",
            "SIO_IDEAL_SEND_BACKLOG_CHANGE",
            "SIO_IDEAL_SEND_BACKLOG_QUERY",
            "SIO_KEEPALIVE_VALS",
            "SIO_LOOPBACK_FAST_PATH",
            "SIO_PRIORITY_HINT",
            "SIO_QUERY_RSS_PROCESSOR_INFO",
            "SIO_QUERY_TRANSPORT_SETTING",
            "SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT",
            "SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS",
            "SIO_RCVALL",
            "SIO_RCVALL_IF",
            "SIO_RCVALL_IGMPMCAST",
            "SIO_RCVALL_MCAST",
            "SIO_RCVALL_MCAST_IF",
            "SIO_RELEASE_PORT_RESERVATION",
            "SIO_ROUTING_INTERFACE_CHANGE",
            "SIO_ROUTING_INTERFACE_QUERY",
            "SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS",
            "SIO_SOCKET_CLOSE_NOTIFY",
            "SIO_TCP_INFO_V0",
            "SIO_TCP_INFO_V1",
            "SIO_TCP_INFO_V2",
            "SIO_TCP_INITIAL_RTO",
            "SIO_TCP_SET_ACK_FREQUENCY",
            "SIO_TCP_SET_ICW",
            "SIO_TIMESTAMPING",
            "SIO_UDP_CONNRESET",
            "SIO_UDP_NETRESET");
  }

  @ParameterizedTest
  @MethodSource("entries")
  void hasTheNameAndTheValueOfTheHeaders(Catalogue.Entry entry) {
    String name = entry.ioctl().name();
    assertThat(entry.field()).matches(name + "(_V\\d)?");
    assertThat(String.format("0x%08X", entry.ioctl().code()))
        .isEqualTo(GOLDEN.get(name).get("value"));
  }

  @ParameterizedTest
  @MethodSource("entriesButLaterTcpInfo")
  void hasTheVersionThatIsDocumented(Catalogue.Entry entry) {
    String since = entry.ioctl().since();
    String documented = GOLDEN.get(entry.ioctl().name()).get("min_windows");
    assertThat(documented).contains(since);
    assertThat(since.isEmpty()).isEqualTo(documented.startsWith("undocumented"));
  }

  /** The golden table names the structures; a code that takes or gives none has none here. */
  @ParameterizedTest
  @MethodSource("entries")
  void takesAndGivesSomethingWhereTheHeadersSaySo(Catalogue.Entry entry) {
    Map<String, String> golden = GOLDEN.get(entry.ioctl().name());
    boolean isConstant =
        entry.ioctl() == Ioctls.SIO_TCP_INFO_V0
            || entry.ioctl() == Ioctls.SIO_TCP_INFO_V1
            || entry.ioctl() == Ioctls.SIO_TCP_INFO_V2
            || entry.ioctl() == Ioctls.SIO_QUERY_TRANSPORT_SETTING;

    assertThat(entry.input().equals("Void"))
        .isEqualTo(golden.get("in_struct").isEmpty() || isConstant);
    assertThat(entry.output().equals("Void")).isEqualTo(golden.get("out_struct").isEmpty());
    assertThat(entry.ioctl().outCapacity() == 0).isEqualTo(entry.output().equals("Void"));
  }

  @Test
  void onlyTheBlockingModeIsRefusedOnTheJdksSockets() {
    assertThat(entries())
        .filteredOn(entry -> entry.ioctl().refusalOnJdkSockets().isPresent())
        .extracting(Catalogue.Entry::field)
        .containsExactly("FIONBIO");
    assertThat(Ioctls.FIONBIO.refusalOnJdkSockets().get()).contains("configureBlocking");
  }

  @Test
  void knowsItsSockets() {
    assertThat(Ioctls.FIONREAD.sockets()).containsExactly(SocketKind.values());
    assertThat(Ioctls.SIO_TCP_INFO_V0.sockets()).containsExactly(SocketKind.TCP);
    assertThat(Ioctls.SIO_UDP_CONNRESET.sockets()).containsExactly(SocketKind.UDP);
    assertThat(Ioctls.SIO_RCVALL.sockets()).containsExactly(SocketKind.RAW);
    assertThat(Ioctls.SIO_AF_UNIX_GETPEERPID.sockets()).containsExactly(SocketKind.UNIX);
  }

  @Test
  void anInputMustBeThereWhereOneIsTaken() {
    assertThatNullPointerException().isThrownBy(() -> Ioctls.SIO_KEEPALIVE_VALS.encode(null));
    assertThat(Ioctls.FIONREAD.encode(null).hasRemaining()).isFalse();
  }
}

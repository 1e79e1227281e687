package io.github.asyncioctl.codes;

import static io.github.asyncioctl.codes.Ioctls.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.property.Property;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What goes to the kernel, field by field, for random values and against the headers' layouts. */
class InputLayoutsTest {
  private static final UUID REAL_TIME_NOTIFICATION_CAPABILITY =
      UUID.fromString("6b59819a-5cae-492d-a901-2a3c2c50164f");

  static final List<Ioctl<Boolean, Void>> SWITCHES =
      List.of(FIONBIO, SIO_UDP_CONNRESET, SIO_UDP_NETRESET, SIO_LOOPBACK_FAST_PATH);

  static final List<Ioctl<ReceiveAll, Void>> RECEIVE_ALL =
      List.of(SIO_RCVALL, SIO_RCVALL_MCAST, SIO_RCVALL_IGMPMCAST);

  static final List<Ioctl<ReceiveAll.OnInterface, Void>> RECEIVE_ALL_ON_INTERFACE =
      List.of(SIO_RCVALL_IF, SIO_RCVALL_MCAST_IF);

  static final List<Ioctl<Long, Void>> TOKENS =
      List.of(SIO_RELEASE_PORT_RESERVATION, SIO_ASSOCIATE_PORT_RESERVATION);

  @ParameterizedTest
  @FieldSource("SWITCHES")
  void aSwitchIsABool(Ioctl<Boolean, Void> ioctl) {
    assertThat(ioctl.encode(true)).isEqualTo(bytes(1, 0, 0, 0));
    assertThat(ioctl.encode(false)).isEqualTo(bytes(0, 0, 0, 0));
  }

  @Test
  void keepAlive() {
    Property.holds(
        values -> {
          Duration idle = values.millis(1, 0xFFFF_FFFFL);
          Duration interval = values.millis(1, 0xFFFF_FFFFL);

          Struct probes =
              Struct.of(
                  "tcp_keepalive", SIO_KEEPALIVE_VALS.encode(KeepAlive.after(idle, interval)));

          assertThat(probes.get("onoff")).isEqualTo(1);
          assertThat(probes.get("keepalivetime")).isEqualTo(idle.toMillis());
          assertThat(probes.get("keepaliveinterval")).isEqualTo(interval.toMillis());
          probes.done();
        });
    assertThat(SIO_KEEPALIVE_VALS.encode(KeepAlive.off())).isEqualTo(ByteBuffer.allocate(12));
  }

  @Test
  void initialRto() {
    Property.holds(
        values -> {
          InitialRto rto = new InitialRto(values.integer(0, 0xFFFF), values.integer(0, 0xFF));

          Struct parameters =
              Struct.of("TCP_INITIAL_RTO_PARAMETERS", SIO_TCP_INITIAL_RTO.encode(rto));

          assertThat(parameters.get("Rtt")).isEqualTo(rto.rttMillis());
          assertThat(parameters.get("MaxSynRetransmissions"))
              .isEqualTo(rto.maxSynRetransmissions());
          parameters.done();
        });
  }

  /** The values TCP_INITIAL_RTO_ of mstcpip.h. */
  @Test
  void initialRtoHasTheHeadersSpecialValues() {
    InitialRto configured = InitialRto.asConfigured();
    assertThat(configured).isEqualTo(new InitialRto(0xFFFF, 0xFF));
    assertThat(InitialRto.systemDefault()).isEqualTo(new InitialRto(0, 0));
    assertThat(configured.withSynRetransmissions(0)).isEqualTo(new InitialRto(0xFFFF, 0xFE));
    assertThat(configured.withSynRetransmissions(3)).isEqualTo(new InitialRto(0xFFFF, 3));
    assertThat(configured.withRtt(Duration.ofMillis(250))).isEqualTo(new InitialRto(250, 0xFF));
  }

  @Test
  void ackFrequency() {
    Struct parameters =
        Struct.of("TCP_ACK_FREQUENCY_PARAMETERS", SIO_TCP_SET_ACK_FREQUENCY.encode(200));
    assertThat(parameters.get("TcpDelayedAckFrequency")).isEqualTo(200);
    parameters.done();
  }

  /** The values TCP_ICW_LEVEL of mstcpip.h. */
  @Test
  void initialCongestionWindow() {
    Map<InitialCongestionWindow, Integer> levels =
        Map.of(
            InitialCongestionWindow.DEFAULT, 0,
            InitialCongestionWindow.HIGH, 1,
            InitialCongestionWindow.VERY_HIGH, 2,
            InitialCongestionWindow.AGGRESSIVE, 3,
            InitialCongestionWindow.EXPERIMENTAL, 4,
            InitialCongestionWindow.COMPATIBLE, 254);
    assertThat(levels).hasSize(InitialCongestionWindow.values().length);
    levels.forEach(
        (level, value) -> {
          Struct parameters = Struct.of("TCP_ICW_PARAMETERS", SIO_TCP_SET_ICW.encode(level));
          assertThat(parameters.get("Level")).isEqualTo(value.longValue());
          parameters.done();
        });
  }

  /** The values SOCKET_PRIORITY_HINT of mstcpip.h. */
  @Test
  void priorityHint() {
    assertThat(Struct.sizeOf("SOCKET_PRIORITY_HINT")).isEqualTo(4);
    assertThat(SIO_PRIORITY_HINT.encode(PriorityHint.VERY_LOW)).isEqualTo(bytes(0, 0, 0, 0));
    assertThat(SIO_PRIORITY_HINT.encode(PriorityHint.LOW)).isEqualTo(bytes(1, 0, 0, 0));
    assertThat(SIO_PRIORITY_HINT.encode(PriorityHint.NORMAL)).isEqualTo(bytes(2, 0, 0, 0));
  }

  /** The values RCVALL_VALUE of mstcpip.h. */
  @ParameterizedTest
  @FieldSource("RECEIVE_ALL")
  void receiveAll(Ioctl<ReceiveAll, Void> ioctl) {
    assertThat(Struct.sizeOf("RCVALL_VALUE")).isEqualTo(4);
    assertThat(ioctl.encode(ReceiveAll.OFF)).isEqualTo(bytes(0, 0, 0, 0));
    assertThat(ioctl.encode(ReceiveAll.ON)).isEqualTo(bytes(1, 0, 0, 0));
    assertThat(ioctl.encode(ReceiveAll.SOCKET_LEVEL_ONLY)).isEqualTo(bytes(2, 0, 0, 0));
    assertThat(ioctl.encode(ReceiveAll.IP_LEVEL)).isEqualTo(bytes(3, 0, 0, 0));
  }

  @ParameterizedTest
  @FieldSource("RECEIVE_ALL_ON_INTERFACE")
  void receiveAllOnInterface(Ioctl<ReceiveAll.OnInterface, Void> ioctl) {
    Property.holds(
        values -> {
          int index = values.integer(0, Integer.MAX_VALUE);

          Struct rcvall =
              Struct.of(
                  "RCVALL_IF",
                  ioctl.encode(new ReceiveAll.OnInterface(ReceiveAll.IP_LEVEL, index)));

          assertThat(rcvall.get("Mode")).isEqualTo(3);
          assertThat(rcvall.get("Interface")).isEqualTo(index);
          rcvall.done();
        });
  }

  /** The flags TIMESTAMPING_FLAG_ of mstcpip.h. */
  @Test
  void timestamping() {
    Property.holds(
        values -> {
          Timestamping config =
              new Timestamping(values.bool(), values.bool(), values.integer(0, 0xFFFF));

          Struct struct = Struct.of("TIMESTAMPING_CONFIG", SIO_TIMESTAMPING.encode(config));

          assertThat(struct.get("Flags"))
              .isEqualTo((config.received() ? 1 : 0) + (config.sent() ? 2 : 0));
          assertThat(struct.get("TxTimestampsBuffered")).isEqualTo(config.sentBuffered());
          struct.done();
        });
  }

  @Test
  void numbers() {
    assertThat(SIO_GET_TX_TIMESTAMP.encode(0x89ABCDEFL)).isEqualTo(bytes(0xEF, 0xCD, 0xAB, 0x89));
    assertThat(SIO_CPU_AFFINITY.encode(0xFEDC)).isEqualTo(bytes(0xDC, 0xFE));
  }

  /** The port is in the network's byte order, the count is not. */
  @Test
  void portRange() {
    Property.holds(
        values -> {
          int start = values.integer(0, 0xFFFF);
          int count = values.integer(1, Math.min(0xFFFF, 0x10000 - start));

          Struct range =
              Struct.of(
                  "INET_PORT_RANGE",
                  SIO_ACQUIRE_PORT_RESERVATION.encode(new PortRange(start, count)));

          assertThat(range.get("StartPort")).isEqualTo(swap(start));
          assertThat(range.get("NumberOfPorts")).isEqualTo(count);
          range.done();
        });
  }

  @ParameterizedTest
  @FieldSource("TOKENS")
  void token(Ioctl<Long, Void> ioctl) {
    Struct token = Struct.of("INET_PORT_RESERVATION_TOKEN", ioctl.encode(0xFEDC_BA98_7654_3210L));
    assertThat(token.get("Token")).isEqualTo(0xFEDC_BA98_7654_3210L);
    token.done();
  }

  @Test
  void extensionFunction() {
    Property.holds(
        values -> {
          UUID id = new UUID(values.bits(), values.bits());
          checkGuid(
              Struct.of(
                  "GUID", SIO_GET_EXTENSION_FUNCTION_POINTER.encode(new ExtensionFunction(id))),
              id);
        });
  }

  @Test
  void transportSettings() {
    UUID event = UUID.randomUUID();
    Struct query = Struct.of("TRANSPORT_SETTING_ID", SIO_QUERY_TRANSPORT_SETTING.encode(null));
    checkGuid(
        Struct.of("GUID", ByteBuffer.wrap(query.getBytes("Guid"))),
        REAL_TIME_NOTIFICATION_CAPABILITY);
    query.done();

    Struct apply =
        Struct.of(
            "REAL_TIME_NOTIFICATION_SETTING_INPUT", SIO_APPLY_TRANSPORT_SETTING.encode(event));
    checkGuid(
        Struct.of("GUID", ByteBuffer.wrap(apply.getBytes("TransportSettingId"))),
        REAL_TIME_NOTIFICATION_CAPABILITY);
    checkGuid(Struct.of("GUID", ByteBuffer.wrap(apply.getBytes("BrokerEventGuid"))), event);
    apply.done();
  }

  private static void checkGuid(Struct guid, UUID id) {
    assertThat(guid.get("Data1")).isEqualTo(id.getMostSignificantBits() >>> 32);
    assertThat(guid.get("Data2")).isEqualTo(id.getMostSignificantBits() >>> 16 & 0xFFFF);
    assertThat(guid.get("Data3")).isEqualTo(id.getMostSignificantBits() & 0xFFFF);
    assertThat(ByteBuffer.wrap(guid.getBytes("Data4")).getLong())
        .isEqualTo(id.getLeastSignificantBits());
    guid.done();
  }

  /** The version that SIO_TCP_INFO asks for. */
  @Test
  void tcpInfoVersion() {
    assertThat(SIO_TCP_INFO_V0.encode(null)).isEqualTo(bytes(0, 0, 0, 0));
    assertThat(SIO_TCP_INFO_V2.encode(null)).isEqualTo(bytes(2, 0, 0, 0));
    assertThat(SIO_TCP_INFO_V1.encode(null)).isEqualTo(bytes(1, 0, 0, 0));
  }

  @Test
  void routingDestination() {
    Property.holds(
        values -> {
          InetAddress address = Addresses.any(values);
          ByteBuffer bytes = SIO_ROUTING_INTERFACE_QUERY.encode(address);

          assertThat(SIO_ROUTING_INTERFACE_CHANGE.encode(address)).isEqualTo(bytes);
          SockAddr.check(bytes, address);
        });
  }

  /** Nobody may change what every call sends. */
  @Test
  void aConstantInputStaysConstant() {
    SIO_TCP_INFO_V1.encode(null).putInt(0, 7);
    assertThat(SIO_TCP_INFO_V1.encode(null)).isEqualTo(bytes(1, 0, 0, 0));
    assertThat(SIO_TCP_INFO_V1.encode(null).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void redirectRecordsAreSentAsTheyAre() {
    ByteBuffer records = ByteBuffer.wrap(new byte[] {9, 1, 2, 3}).position(1);
    assertThat(SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS.encode(records)).isEqualTo(bytes(1, 2, 3));
    assertThat(records.remaining()).isEqualTo(3);
  }

  @Test
  void closeNotification() {
    assertThat(SIO_SOCKET_CLOSE_NOTIFY.encode(SocketHandle.ofRaw(0x1_0000_0204L)))
        .isEqualTo(bytes(4, 2, 0, 0, 1, 0, 0, 0));
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }

  private static long swap(int port) {
    return Short.toUnsignedLong(Short.reverseBytes((short) port));
  }
}

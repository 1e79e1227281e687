package io.github.asyncioctl.codes;

import static io.github.asyncioctl.codes.Ioctls.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.property.Property;
import io.github.asyncioctl.property.Values;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What comes from the kernel, field by field, for random values and with the headers' layouts. */
class OutputLayoutsTest {
  static final List<Ioctl<Void, Long>> COUNTS =
      List.of(FIONREAD, SIO_IDEAL_SEND_BACKLOG_QUERY, SIO_AF_UNIX_GETPEERPID);

  static final List<Ioctl<Void, ByteBuffer>> OPAQUE =
      List.of(SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS, SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT);

  /** TCPSTATE of mstcpip.h, from 0. */
  private static final List<TcpState> TCP_STATES =
      List.of(
          TcpState.CLOSED,
          TcpState.LISTEN,
          TcpState.SYN_SENT,
          TcpState.SYN_RECEIVED,
          TcpState.ESTABLISHED,
          TcpState.FIN_WAIT_1,
          TcpState.FIN_WAIT_2,
          TcpState.CLOSE_WAIT,
          TcpState.CLOSING,
          TcpState.LAST_ACK,
          TcpState.TIME_WAIT);

  /** IFF_ of ws2ipdef.h. */
  private static final Map<InterfaceInfo.Flag, Integer> FLAGS =
      Map.of(
          InterfaceInfo.Flag.UP, 0x1,
          InterfaceInfo.Flag.BROADCAST, 0x2,
          InterfaceInfo.Flag.LOOPBACK, 0x4,
          InterfaceInfo.Flag.POINT_TO_POINT, 0x8,
          InterfaceInfo.Flag.MULTICAST, 0x10);

  @ParameterizedTest
  @FieldSource("COUNTS")
  void aCountHasNoSign(Ioctl<Void, Long> ioctl) {
    assertThat(ioctl.outCapacity()).isEqualTo(4);
    assertThat(decode(ioctl, numbers(4).putInt(0xFFFF_FFFE))).isEqualTo(0xFFFF_FFFEL);
    assertThat(decode(ioctl, numbers(4).putInt(1234))).isEqualTo(1234);
  }

  @Test
  void urgentMark() {
    assertThat(SIOCATMARK.outCapacity()).isEqualTo(4);
    assertThat(decode(SIOCATMARK, numbers(4).putInt(1))).isTrue();
    assertThat(decode(SIOCATMARK, numbers(4).putInt(0x100))).isTrue();
    assertThat(decode(SIOCATMARK, numbers(4).putInt(0))).isFalse();
  }

  @Test
  void longNumbers() {
    ByteBuffer number = numbers(8).putLong(0x7FF8_1234_5678_9ABCL);
    assertThat(decode(SIO_GET_EXTENSION_FUNCTION_POINTER, number)).isEqualTo(0x7FF8123456789ABCL);
    assertThat(decode(SIO_GET_TX_TIMESTAMP, number)).isEqualTo(0x7FF8123456789ABCL);
    assertThat(decode(SIO_BASE_HANDLE, number).value()).isEqualTo(0x7FF8123456789ABCL);
    assertThat(SIO_GET_EXTENSION_FUNCTION_POINTER.outCapacity()).isEqualTo(8);
    assertThat(SIO_GET_TX_TIMESTAMP.outCapacity()).isEqualTo(8);
    assertThat(SIO_BASE_HANDLE.outCapacity()).isEqualTo(8);
  }

  @Test
  void tcpInfoV0() {
    assertThat(SIO_TCP_INFO_V0.outCapacity()).isEqualTo(Struct.sizeOf("TCP_INFO_v0"));
    Property.holds(
        values -> {
          TcpInfo info = info(values);
          Struct struct = fill(Struct.full("TCP_INFO_v0"), info);
          assertThat(decode(SIO_TCP_INFO_V0, struct.done())).isEqualTo(info);
        });
  }

  @Test
  void tcpInfoV1() {
    assertThat(SIO_TCP_INFO_V1.outCapacity()).isEqualTo(Struct.sizeOf("TCP_INFO_v1"));
    Property.holds(
        values -> {
          TcpInfoV1 info = new TcpInfoV1(info(values), limit(values), limit(values), limit(values));
          Struct struct = fill(Struct.full("TCP_INFO_v1"), info.info());
          fill(struct, "Rwin", info.limitedByReceiver());
          fill(struct, "Cwnd", info.limitedByCongestion());
          fill(struct, "Snd", info.limitedBySender());
          assertThat(decode(SIO_TCP_INFO_V1, struct.done())).isEqualTo(info);
        });
  }

  @Test
  void tcpInfoV2() {
    assertThat(SIO_TCP_INFO_V2.outCapacity()).isEqualTo(Struct.sizeOf("TCP_INFO_v2"));
    Property.holds(
        values -> {
          TcpInfoV1 limits =
              new TcpInfoV1(info(values), limit(values), limit(values), limit(values));
          TcpInfoV2 info =
              new TcpInfoV2(limits, values.ulong(), values.bool(), values.ulong(), values.ulong());
          Struct struct = fill(Struct.full("TCP_INFO_v2"), limits.info());
          fill(struct, "Rwin", limits.limitedByReceiver());
          fill(struct, "Cwnd", limits.limitedByCongestion());
          fill(struct, "Snd", limits.limitedBySender());
          struct
              .set("OutOfOrderPktsIn", info.outOfOrderPacketsIn())
              .set("EcnNegotiated", info.ecn() ? 1 : 0)
              .set("EceAcksIn", info.congestionEchoAcksIn())
              .set("PtoEpisodes", info.probeTimeoutEpisodes());
          assertThat(decode(SIO_TCP_INFO_V2, struct.done())).isEqualTo(info);
        });
  }

  /** Offsets as bindings have them that were made of Microsoft's Windows metadata. */
  @Test
  void tcpInfoV2OfASecondSource() {
    ByteBuffer answer = ByteBuffer.allocate(152).order(ByteOrder.LITTLE_ENDIAN);
    answer.putInt(120, 4).putLong(128, 5).putInt(136, 6).put(140, (byte) 1);
    answer.putInt(144, 7).putInt(148, 8);

    TcpInfoV2 info = decode(SIO_TCP_INFO_V2, answer);

    assertThat(info.limits().limitedBySender()).isEqualTo(new TcpInfoV1.Limit(4, Duration.ZERO, 5));
    assertThat(info.outOfOrderPacketsIn()).isEqualTo(6);
    assertThat(info.ecn()).isTrue();
    assertThat(info.congestionEchoAcksIn()).isEqualTo(7);
    assertThat(info.probeTimeoutEpisodes()).isEqualTo(8);
  }

  private static TcpInfo info(Values values) {
    return new TcpInfo(
        values.oneOf(TcpState.values()),
        values.ulong(),
        Duration.ofMillis(values.total()),
        values.bool(),
        Duration.ofNanos(1000 * values.ulong()),
        Duration.ofNanos(1000 * values.ulong()),
        values.ulong(),
        values.ulong(),
        values.ulong(),
        values.ulong(),
        values.ulong(),
        values.total(),
        values.total(),
        values.ulong(),
        values.ulong(),
        values.ulong(),
        values.ulong(),
        values.ulong(),
        values.integer(0, 0xFF));
  }

  private static TcpInfoV1.Limit limit(Values values) {
    return new TcpInfoV1.Limit(values.ulong(), Duration.ofMillis(values.ulong()), values.total());
  }

  private static Struct fill(Struct struct, TcpInfo info) {
    return struct
        .set("State", TCP_STATES.indexOf(info.state()))
        .set("Mss", info.maxSegmentBytes())
        .set("ConnectionTimeMs", info.connectionTime().toMillis())
        .set("TimestampsEnabled", info.timestamps() ? 1 : 0)
        .set("RttUs", info.roundTripTime().toNanos() / 1000)
        .set("MinRttUs", info.minRoundTripTime().toNanos() / 1000)
        .set("BytesInFlight", info.bytesInFlight())
        .set("Cwnd", info.congestionWindowBytes())
        .set("SndWnd", info.sendWindowBytes())
        .set("RcvWnd", info.receiveWindowBytes())
        .set("RcvBuf", info.receiveBufferBytes())
        .set("BytesOut", info.bytesOut())
        .set("BytesIn", info.bytesIn())
        .set("BytesReordered", info.bytesReordered())
        .set("BytesRetrans", info.bytesRetransmitted())
        .set("FastRetrans", info.fastRetransmissions())
        .set("DupAcksIn", info.duplicateAcksIn())
        .set("TimeoutEpisodes", info.timeoutEpisodes())
        .set("SynRetrans", info.synRetransmissions());
  }

  private static void fill(Struct struct, String limit, TcpInfoV1.Limit values) {
    struct
        .set("SndLimTrans" + limit, values.times())
        .set("SndLimTime" + limit, values.duration().toMillis())
        .set("SndLimBytes" + limit, values.bytes());
  }

  @Test
  void tcpStates() {
    assertThat(TCP_STATES).containsExactly(TcpState.values());
  }

  @Test
  void interfaceList() {
    Property.holds(
        values -> {
          int count = values.integer(0, 5);
          ByteBuffer bytes =
              ByteBuffer.allocate(count * Struct.sizeOf("INTERFACE_INFO"))
                  .order(ByteOrder.LITTLE_ENDIAN);
          InterfaceInfo[] infos = new InterfaceInfo[count];
          for (int i = 0; i < count; i++) {
            infos[i] = interfaceInfo(values);
            bytes.put(bytes(infos[i], values.bool() ? 2 : 0));
          }
          assertThat(decode(SIO_GET_INTERFACE_LIST, bytes)).containsExactly(infos);
        });
  }

  private static InterfaceInfo interfaceInfo(Values values) {
    Set<InterfaceInfo.Flag> flags = EnumSet.noneOf(InterfaceInfo.Flag.class);
    for (InterfaceInfo.Flag flag : InterfaceInfo.Flag.values()) {
      if (values.bool()) {
        flags.add(flag);
      }
    }
    return new InterfaceInfo(
        flags, Addresses.v4(values), Addresses.v4(values), Addresses.v4(values));
  }

  /** INTERFACE_INFO, in which only the first address is sure to have its family. */
  private static ByteBuffer bytes(InterfaceInfo info, int family) {
    int flags = 0;
    for (InterfaceInfo.Flag flag : info.flags()) {
      flags |= FLAGS.get(flag);
    }
    return Struct.full("INTERFACE_INFO")
        .set("iiFlags", flags | 0xFFFF_FFE0L)
        .set("iiAddress", generic(info.address(), 2))
        .set("iiBroadcastAddress", generic(info.broadcast(), family))
        .set("iiNetmask", generic(info.netmask(), family))
        .done();
  }

  private static byte[] generic(InetAddress address, int family) {
    byte[] bytes = new byte[Struct.sizeOf("sockaddr_gen")];
    ByteBuffer sockaddr = SockAddr.of(address).putShort(0, (short) family);
    sockaddr.get(bytes, 0, Math.min(sockaddr.limit(), bytes.length));
    return bytes;
  }

  /** A socket of IPv6 has addresses without scope there. */
  @Test
  void interfaceOfIpv6() {
    Property.holds(
        values -> {
          InetAddress address = Addresses.of(values.bytes(16), 0);
          Struct info = Struct.full("INTERFACE_INFO").set("iiFlags", 1);
          for (String field : List.of("iiAddress", "iiBroadcastAddress", "iiNetmask")) {
            info.set(field, generic(address, 23));
          }
          assertThat(decode(SIO_GET_INTERFACE_LIST, info.done()))
              .containsExactly(
                  new InterfaceInfo(EnumSet.of(InterfaceInfo.Flag.UP), address, address, address));
        });
  }

  @Test
  void portReservation() {
    assertThat(SIO_ACQUIRE_PORT_RESERVATION.outCapacity())
        .isEqualTo(Struct.sizeOf("INET_PORT_RESERVATION_INSTANCE"));
    Property.holds(
        values -> {
          int start = values.integer(0, 0xFFFF);
          int count = values.integer(1, Math.min(0xFFFF, 0x10000 - start));
          PortReservation reservation =
              new PortReservation(new PortRange(start, count), values.bits() | 1);

          ByteBuffer bytes =
              Struct.full("INET_PORT_RESERVATION_INSTANCE")
                  .set("Reservation.StartPort", Short.reverseBytes((short) start))
                  .set("Reservation.NumberOfPorts", count)
                  .set("Token.Token", reservation.token())
                  .done();

          assertThat(decode(SIO_ACQUIRE_PORT_RESERVATION, bytes)).isEqualTo(reservation);
        });
  }

  @Test
  void rssProcessor() {
    int processor = Struct.offsetOf("SOCKET_PROCESSOR_AFFINITY", "Processor");
    assertThat(SIO_QUERY_RSS_PROCESSOR_INFO.outCapacity())
        .isEqualTo(Struct.sizeOf("SOCKET_PROCESSOR_AFFINITY"));
    Property.holds(
        values -> {
          RssProcessor rss =
              new RssProcessor(
                  values.integer(0, 0xFFFF), values.integer(0, 0xFF), values.integer(0, 0xFFFF));
          byte[] number =
              Struct.full("PROCESSOR_NUMBER")
                  .set("Group", rss.group())
                  .set("Number", rss.number())
                  .set("Reserved", values.integer(0, 0xFF))
                  .array();
          ByteBuffer bytes =
              Struct.full("SOCKET_PROCESSOR_AFFINITY")
                  .set("Processor", number)
                  .set("NumaNodeId", rss.numaNode())
                  .set("Reserved", values.integer(0, 0xFFFF))
                  .done();
          assertThat(processor).isZero();
          assertThat(decode(SIO_QUERY_RSS_PROCESSOR_INFO, bytes)).isEqualTo(rss);
        });
  }

  /** CONTROL_CHANNEL_TRIGGER_STATUS of mstcpip.h. */
  @Test
  void transportSetting() {
    RealTimeNotification[] inOrder = {
      RealTimeNotification.INVALID,
      RealTimeNotification.SOFTWARE_SLOT_ALLOCATED,
      RealTimeNotification.HARDWARE_SLOT_ALLOCATED,
      RealTimeNotification.POLICY_ERROR,
      RealTimeNotification.SYSTEM_ERROR,
      RealTimeNotification.TRANSPORT_DISCONNECTED,
      RealTimeNotification.SERVICE_UNAVAILABLE
    };
    assertThat(SIO_QUERY_TRANSPORT_SETTING.outCapacity())
        .isEqualTo(Struct.sizeOf("REAL_TIME_NOTIFICATION_SETTING_OUTPUT"));
    for (int i = 0; i < inOrder.length; i++) {
      ByteBuffer bytes =
          Struct.full("REAL_TIME_NOTIFICATION_SETTING_OUTPUT").set("ChannelStatus", i).done();
      assertThat(decode(SIO_QUERY_TRANSPORT_SETTING, bytes)).isEqualTo(inOrder[i]);
    }
  }

  @ParameterizedTest
  @FieldSource("OPAQUE")
  void opaqueBytesAreACopy(Ioctl<Void, ByteBuffer> ioctl) {
    ByteBuffer bytes = numbers(8).putLong(0x0807060504030201L);
    ByteBuffer copy = decode(ioctl, bytes);
    bytes.putLong(0, 0);

    assertThat(copy.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(copy.getLong()).isEqualTo(0x0807060504030201L);
    assertThat(copy.hasRemaining()).isFalse();
  }

  @Test
  void routingInterface() {
    assertThat(SIO_ROUTING_INTERFACE_QUERY.outCapacity())
        .isEqualTo(Struct.sizeOf("SOCKADDR_STORAGE"));
    Property.holds(
        values -> {
          InetAddress address = Addresses.any(values);
          assertThat(decode(SIO_ROUTING_INTERFACE_QUERY, SockAddr.of(address)).getHostAddress())
              .isEqualTo(address.getHostAddress());
        });
  }

  private static ByteBuffer numbers(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static <O> O decode(Ioctl<?, O> ioctl, ByteBuffer bytes) {
    return ioctl.decode(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).clear(), 0x1000);
  }
}

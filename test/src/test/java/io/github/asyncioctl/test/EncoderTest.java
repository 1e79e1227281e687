package io.github.asyncioctl.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Catalogue;
import io.github.asyncioctl.codes.InterfaceInfo;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.PortRange;
import io.github.asyncioctl.codes.PortReservation;
import io.github.asyncioctl.codes.RealTimeNotification;
import io.github.asyncioctl.codes.RssProcessor;
import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.codes.TcpInfoV1;
import io.github.asyncioctl.codes.TcpInfoV2;
import io.github.asyncioctl.codes.TcpState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every output of the catalogue can be answered with a value, which its decoder reads again. */
class EncoderTest {
  private static final TcpInfo INFO =
      new TcpInfo(
          TcpState.CLOSE_WAIT,
          1460,
          Duration.ofMillis(0x1_0000_0001L),
          true,
          Duration.ofNanos(20_001_000),
          Duration.ofNanos(3_000),
          0xFFFF_FFFEL,
          2,
          3,
          4,
          5,
          0x1_0000_0006L,
          0x1_0000_0007L,
          8,
          9,
          10,
          11,
          12,
          253);
  private static final TcpInfoV1 LIMITS =
      new TcpInfoV1(
          INFO,
          new TcpInfoV1.Limit(1, Duration.ofMillis(2), 0x1_0000_0003L),
          new TcpInfoV1.Limit(4, Duration.ofMillis(5), 6),
          new TcpInfoV1.Limit(7, Duration.ofMillis(8), 9));

  /** Of a Long or a Boolean, others stand by the type alone. */
  private static Map<String, Object> samples() throws UnknownHostException {
    InetAddress v4 = InetAddress.getByName("10.1.2.3");
    InetAddress v6 = InetAddress.getByName("fe80::1%3");
    return Map.ofEntries(
        Map.entry("Long", 0x8000_0001L),
        Map.entry("Boolean", true),
        Map.entry("InetAddress", v6),
        Map.entry("List<InetAddress>", List.of(v4, v6)),
        Map.entry("SocketHandle", SocketHandle.ofRaw(0x1_0000_0004L)),
        Map.entry("RssProcessor", new RssProcessor(0xFFFE, 0xFD, 0xFFFC)),
        Map.entry(
            "List<InterfaceInfo>",
            List.of(
                new InterfaceInfo(Set.of(InterfaceInfo.Flag.values()), v4, v4, v4),
                new InterfaceInfo(
                    Set.of(InterfaceInfo.Flag.MULTICAST),
                    InetAddress.getByName("2001:db8::1"),
                    InetAddress.getByName("2001:db8::2"),
                    InetAddress.getByName("ffff::")))),
        Map.entry("TcpInfo", INFO),
        Map.entry("TcpInfoV1", LIMITS),
        Map.entry("TcpInfoV2", new TcpInfoV2(LIMITS, 1, true, 2, 0xFFFF_FFFFL)),
        Map.entry("PortReservation", new PortReservation(new PortRange(50_000, 3), 0x1_0000_0001L)),
        Map.entry("RealTimeNotification", RealTimeNotification.POLICY_ERROR),
        Map.entry("ByteBuffer", ByteBuffer.wrap(new byte[] {1, 2, 3})));
  }

  @Test
  void everyOutputOfTheCatalogueHasAnEncoding() throws UnknownHostException {
    Map<String, Object> samples = samples();
    List<Catalogue.Entry> withOutput =
        Catalogue.entries().stream().filter(each -> !each.output().equals("Void")).toList();
    assertThat(withOutput).hasSizeGreaterThan(15);
    for (Catalogue.Entry each : withOutput) {
      Object sample = samples.get(each.output());
      assertThat(sample).as("a sample of " + each.output()).isNotNull();
      // Output.of compares with what the code's decoder reads.
      assertThat(Output.of(each.ioctl(), sample).length()).as(each.field()).isPositive();
    }
  }

  @Test
  void anAddressOfIpv4HasItsShorterForm() throws UnknownHostException {
    InetAddress v4 = InetAddress.getByName("10.1.2.3");
    assertThat(Output.of(Ioctls.SIO_ROUTING_INTERFACE_QUERY, v4).length()).isEqualTo(16);
    assertThat(Output.of(Ioctls.SIO_ADDRESS_LIST_QUERY, List.of()).length()).isEqualTo(8);
  }

  @Test
  void whatWouldBeReadAsSomethingElseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reply.value(Ioctls.FIONREAD, 0x1_0000_0000L))
        .withMessage("FIONREAD (0x4004667f) would give 0 instead of 4294967296");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Reply.value(Ioctls.SIO_TCP_INFO_V0, FakeIoctl.tcpInfo(Duration.ofNanos(1))))
        .withMessageContaining("would give");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reply.value(Ioctls.SIO_AF_UNIX_GETPEERPID, 0L))
        .withMessageContaining("cannot give 0");
  }

  @Test
  void codesOfOnesOwnTakeNumbersAndBytes() {
    Ioctl<Void, Integer> number = Ioctl.of("NUMBER", 1).output(2, in -> (int) in.getShort());
    assertThat(Output.of(number, 0x1234).bytes()).containsExactly(0x34, 0x12);
    Ioctl<Void, Duration> time =
        Ioctl.of("TIME", 2).output(4, in -> Duration.ofMillis(in.getInt()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reply.value(time, Duration.ofMillis(5)))
        .withMessage("a java.time.Duration has no encoding here: answer with its bytes");
  }

  @Test
  void everyErrorOfAnOperationHasAStatusOfItsOwn() {
    assertThat(Statuses.ofSocket(10054)).isEqualTo(0xC000020D);
    assertThat(Statuses.ofDevice(109)).isEqualTo(0xC007006D);
    assertThat(Statuses.deviceError(Statuses.ofDevice(109))).isEqualTo(109);
    assertThat(Statuses.deviceError(Statuses.ofDevice(995))).isEqualTo(995);
    assertThatIllegalArgumentException().isThrownBy(() -> Statuses.ofSocket(109));
    assertThatIllegalArgumentException().isThrownBy(() -> Statuses.ofDevice(0));
    assertThat(Arrays.stream(new int[] {995, 10004, 10014, 10045, 10051, 10057, 10101}))
        .allSatisfy(error -> assertThat(Statuses.ofSocket(error)).isNegative());
  }
}

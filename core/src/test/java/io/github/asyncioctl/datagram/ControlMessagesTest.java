package io.github.asyncioctl.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.property.Property;
import io.github.asyncioctl.property.Values;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Control messages, as the headers have them and as nobody should. */
class ControlMessagesTest {
  private static final byte[] V4 = {10, 1, 2, 3};
  private static final byte[] V6 = {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
  private static final byte[] LINK_LOCAL = {
    -2, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9
  };
  private static final PacketInfo NOTHING = ControlMessages.read(ByteBuffer.allocate(0));

  private static InetAddress of(byte[] address) throws Exception {
    return InetAddress.getByAddress(address);
  }

  private static PacketInfo read(Wire wire) {
    return ControlMessages.read(wire.done());
  }

  @Test
  void nothingSaysNothing() {
    assertThat(NOTHING.destination()).isEmpty();
    assertThat(NOTHING.interfaceIndex()).isZero();
    assertThat(NOTHING.hopLimit()).isEmpty();
    assertThat(NOTHING.trafficClass()).isEmpty();
  }

  @Test
  void allOfIpv4() throws Exception {
    PacketInfo info =
        read(
            new Wire()
                .packetInfo(V4, 12)
                .number("IPPROTO_IP", "IP_TTL", 64)
                .number("IPPROTO_IP", "IP_TOS", 0xB8));

    assertThat(info.destination()).contains(of(V4));
    assertThat(info.interfaceIndex()).isEqualTo(12);
    assertThat(info.hopLimit()).hasValue(64);
    assertThat(info.trafficClass()).hasValue(0xB8);
  }

  @Test
  void allOfIpv6() throws Exception {
    PacketInfo info =
        read(
            new Wire()
                .number("IPPROTO_IPV6", "IPV6_TCLASS", 0xFF)
                .number("IPPROTO_IPV6", "IPV6_HOPLIMIT", 0)
                .packetInfo(V6, 3));

    assertThat(info.destination()).contains(of(V6));
    assertThat(info.interfaceIndex()).isEqualTo(3);
    assertThat(info.hopLimit()).hasValue(0);
    assertThat(info.trafficClass()).hasValue(0xFF);
  }

  /** S120 and S121: up to Windows 10 1607 the messages have the types of the options. */
  @Test
  void theTypesOfOlderWindows() {
    PacketInfo info =
        read(
            new Wire()
                .number("IPPROTO_IP", "IP_HOPLIMIT", 128)
                .number("IPPROTO_IP", "IP_TCLASS", 8));

    assertThat(info.hopLimit()).hasValue(128);
    assertThat(info.trafficClass()).hasValue(8);
  }

  @Test
  void whatIsMappedIntoIpv6IsIpv4() throws Exception {
    assertThat(read(new Wire().packetInfo(MAPPED, 1)).destination()).contains(of(V4));
  }

  @Test
  void ofBothFamiliesTheFirstCounts() throws Exception {
    PacketInfo info = read(new Wire().packetInfo(V4, 1).packetInfo(MAPPED, 2));

    assertThat(info.destination()).contains(of(V4));
    assertThat(info.interfaceIndex()).isEqualTo(1);
  }

  @Test
  void aLinkLocalDestinationHasItsInterfaceAsScope() {
    InetAddress destination =
        read(new Wire().packetInfo(LINK_LOCAL, 5)).destination().orElseThrow();

    assertThat(((Inet6Address) destination).getScopeId()).isEqualTo(5);
  }

  @Test
  void whatIsNotKnownIsPassedOver() throws Exception {
    PacketInfo info =
        read(
            new Wire()
                .message(16 + 5, 0, 50, new byte[5])
                .message(16, 41, 4711)
                .message(16 + 4, 17, 19, new byte[4])
                .packetInfo(V4, 1));

    assertThat(info.destination()).contains(of(V4));
  }

  @ParameterizedTest
  @CsvSource({"IP_TTL, -1", "IP_TTL, 256", "IP_TOS, 2147483647", "IP_TOS, -2147483648"})
  void whatIsOutOfRangeIsNothing(String type, int value) {
    assertThat(read(new Wire().number("IPPROTO_IP", type, value))).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 15, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x1_0000_0018L, 25})
  void aLengthThatIsNoneEndsTheReading(long length) {
    Wire wire = new Wire().message(length, 0, 19, new byte[8]);

    assertThat(ControlMessages.read(wire.done())).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7})
  void aPacketInfoThatIsTooShortIsNone(int bytes) {
    Wire wire = new Wire().message(16 + bytes, 0, 19, new byte[bytes]);

    assertThat(read(wire)).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aNumberThatIsTooShortIsNone(int bytes) {
    assertThat(read(new Wire().message(16 + bytes, 0, 4, new byte[bytes])).hopLimit()).isEmpty();
  }

  /** Whatever is cut off, what was before it is there, and nothing else is. */
  @Test
  void everyTruncation() throws Exception {
    ByteBuffer whole =
        new Wire().packetInfo(V6, 3).number("IPPROTO_IPV6", "IPV6_HOPLIMIT", 17).done();
    for (int length = 0; length <= whole.capacity(); length++) {
      PacketInfo info = ControlMessages.read(whole.slice(0, length).order(ByteOrder.LITTLE_ENDIAN));

      assertThat(info.destination().isPresent()).as("%d bytes", length).isEqualTo(length >= 36);
      assertThat(info.hopLimit())
          .as("%d bytes", length)
          .isEqualTo(length >= 60 ? OptionalInt.of(17) : OptionalInt.empty());
    }
    assertThat(ControlMessages.read(whole).destination()).contains(of(V6));
  }

  /** Any messages in any order: of each kind the first one counts that is in its range. */
  @Test
  void whateverIsWrittenIsRead() {
    Property.holds(
        values -> {
          Wire wire = new Wire();
          Said said = new Said();
          for (int left = values.integer(0, 12); left > 0; left--) {
            write(values, wire, said);
          }
          PacketInfo info = read(wire);

          assertThat(info.destination().map(InetAddress::getHostAddress)).isEqualTo(said.host);
          assertThat(info.interfaceIndex()).isEqualTo(said.index);
          assertThat(info.hopLimit()).isEqualTo(said.hopLimit);
          assertThat(info.trafficClass()).isEqualTo(said.trafficClass);
        });
  }

  /** What a reader must have understood. */
  private static final class Said {
    Optional<String> host = Optional.empty();
    int index;
    OptionalInt hopLimit = OptionalInt.empty();
    OptionalInt trafficClass = OptionalInt.empty();

    void address(byte[] address, int interfaceIndex) {
      if (host.isEmpty()) {
        index = Math.max(0, interfaceIndex);
        host = Optional.of(Wire.host(address, index).getHostAddress());
      }
    }
  }

  private static void write(Values values, Wire wire, Said said) {
    boolean isV4 = values.bool();
    String level = isV4 ? "IPPROTO_IP" : "IPPROTO_IPV6";
    int number = values.bool() ? values.integer(0, 0xFF) : (int) values.bits();
    OptionalInt inRange =
        number >= 0 && number <= 0xFF ? OptionalInt.of(number) : OptionalInt.empty();
    switch (values.integer(0, 3)) {
      case 0 -> {
        byte[] address = values.oneOf(V4, MAPPED, LINK_LOCAL, values.bytes(isV4 ? 4 : 16));
        wire.packetInfo(address, number);
        said.address(address, number);
      }
      case 1 -> {
        wire.number(level, isV4 ? values.oneOf("IP_TTL", "IP_HOPLIMIT") : "IPV6_HOPLIMIT", number);
        said.hopLimit = said.hopLimit.isPresent() ? said.hopLimit : inRange;
      }
      case 2 -> {
        wire.number(level, isV4 ? values.oneOf("IP_TOS", "IP_TCLASS") : "IPV6_TCLASS", number);
        said.trafficClass = said.trafficClass.isPresent() ? said.trafficClass : inRange;
      }
      default -> {
        byte[] data = values.bytes(values.integer(0, 30));
        wire.message(16 + data.length, values.oneOf(1, 6, 17, 58, -1), values.integer(0, 50), data);
      }
    }
  }

  /** Random lengths, levels and types between random bytes: it ends, and reads nothing else. */
  @Test
  void anyBytes() {
    Property.holds(
        values -> {
          byte[] bytes = hostile(values);
          PacketInfo info = ControlMessages.read(followedBy(0x00, bytes));

          assertThat(info.interfaceIndex()).isNotNegative();
          info.hopLimit().ifPresent(value -> assertThat(value).isBetween(0, 255));
          info.trafficClass().ifPresent(value -> assertThat(value).isBetween(0, 255));
          assertThat(ControlMessages.read(followedBy(0xFF, bytes))).isEqualTo(info);
        });
  }

  private static byte[] hostile(Values values) {
    byte[] bytes = values.bytes(values.integer(0, Message.CONTROL_BYTES));
    ByteBuffer control = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + 16 <= bytes.length; at += 8 * values.integer(1, 5)) {
      if (values.integer(0, 3) > 0) {
        control.putLong(at, values.integer(0, 63));
        control.putInt(at + 8, values.oneOf(0, 41));
        control.putInt(at + 12, values.oneOf(3, 4, 19, 21, 39, 40));
      }
    }
    return bytes;
  }

  /** The messages, with something behind their end. */
  private static ByteBuffer followedBy(int fill, byte[] messages) {
    byte[] bytes = Arrays.copyOf(messages, messages.length + 64);
    Arrays.fill(bytes, messages.length, bytes.length, (byte) fill);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).limit(messages.length);
  }
}

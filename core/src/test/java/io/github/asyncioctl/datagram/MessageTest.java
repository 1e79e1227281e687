package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.datagram.GoldenLayouts.constant;
import static io.github.asyncioctl.datagram.GoldenLayouts.offset;
import static io.github.asyncioctl.datagram.GoldenLayouts.size;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.property.Property;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The block that the kernel gets, and what is read of it. */
class MessageTest {
  private static final int MAX = 100;
  private static final int OVERFLOW = 0x80000005;
  private static final byte[] LINK_LOCAL = {
    -2, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9
  };
  private static final InetSocketAddress SOURCE = new InetSocketAddress("10.9.8.7", 65_000);

  private final ByteBuffer block = Message.template(MAX);

  private ReceivedDatagram read(long transferred, int status) {
    return Message.read(new OverlappedResult(block, transferred, status));
  }

  private void source(byte... address) {
    block.put(Message.NAME_AT, address).putInt(offset("WSAMSG", "namelen"), address.length);
  }

  @Test
  void theLayoutIsThatOfTheHeaders() {
    assertThat(Message.NAME).isEqualTo(offset("WSAMSG", "name"));
    assertThat(Message.NAME_LENGTH).isEqualTo(offset("WSAMSG", "namelen"));
    assertThat(Message.BUFFERS).isEqualTo(offset("WSAMSG", "lpBuffers"));
    assertThat(Message.BUFFER_COUNT).isEqualTo(offset("WSAMSG", "dwBufferCount"));
    assertThat(Message.CONTROL).isEqualTo(offset("WSAMSG", "Control"));
    assertThat(Message.FLAGS).isEqualTo(offset("WSAMSG", "dwFlags"));
    assertThat(Message.SIZE).isEqualTo(size("WSAMSG"));
    assertThat(Message.LENGTH).isEqualTo(offset("WSABUF", "len"));
    assertThat(Message.BUFFER).isEqualTo(offset("WSABUF", "buf"));
    assertThat(ControlMessages.HEADER).isEqualTo(size("WSACMSGHDR"));
    assertThat(ControlMessages.LEVEL).isEqualTo(offset("WSACMSGHDR", "cmsg_level"));
    assertThat(ControlMessages.TYPE).isEqualTo(offset("WSACMSGHDR", "cmsg_type"));
    assertThat(Addresses.SIZE).isEqualTo(size("SOCKADDR_IN6"));
    assertThat(Addresses.PORT).isEqualTo(offset("SOCKADDR_IN", "sin_port"));
    assertThat(Addresses.PORT).isEqualTo(offset("SOCKADDR_IN6", "sin6_port"));
    assertThat(Addresses.IPV4_ADDRESS).isEqualTo(offset("SOCKADDR_IN", "sin_addr"));
    assertThat(Addresses.IPV6_ADDRESS).isEqualTo(offset("SOCKADDR_IN6", "sin6_addr"));
    assertThat(Addresses.IPV6_SCOPE).isEqualTo(offset("SOCKADDR_IN6", "sin6_scope_id"));
  }

  @Test
  void theConstantsAreThoseOfTheHeaders() {
    assertThat(Message.MSG_TRUNC).isEqualTo(constant("MSG_TRUNC"));
    assertThat(Message.MSG_CTRUNC).isEqualTo(constant("MSG_CTRUNC"));
    assertThat(ControlMessages.IPPROTO_IP).isEqualTo(constant("IPPROTO_IP"));
    assertThat(ControlMessages.IPPROTO_IPV6).isEqualTo(constant("IPPROTO_IPV6"));
    assertThat(ControlMessages.IP_TTL).isEqualTo(constant("IP_TTL"));
    assertThat(ControlMessages.IP_TOS).isEqualTo(constant("IP_TOS"));
    assertThat(ControlMessages.TCLASS)
        .isEqualTo(constant("IP_TCLASS"))
        .isEqualTo(constant("IPV6_TCLASS"));
  }

  @ParameterizedTest
  @EnumSource(Option.class)
  void anOptionHasItsValue(Option option) {
    assertThat(option.value()).isEqualTo(constant(option.name()));
    assertThat(option.level())
        .isEqualTo(constant(option.name().startsWith("IPV6") ? "IPPROTO_IPV6" : "IPPROTO_IP"));
  }

  /** Parts that overlapped would be overwritten by the kernel, and pointers must be aligned. */
  @Test
  void thePartsOfTheBlockLieOneBehindTheOther() {
    int[] starts = {
      Message.SIZE, Message.DATA_BUFFER_AT, Message.NAME_AT, Message.CONTROL_AT, Message.DATA_AT
    };
    int[] sizes = {0, size("WSABUF"), Addresses.SIZE, Message.CONTROL_BYTES, MAX};
    for (int i = 1; i < starts.length; i++) {
      assertThat(starts[i]).isGreaterThanOrEqualTo(starts[i - 1] + sizes[i - 1]);
      assertThat(starts[i] % 8).isZero();
    }
    assertThat(block.capacity()).isEqualTo(Message.DATA_AT + MAX);
    assertThat(Arrays.stream(Message.pointers()).mapToLong(block::getLong).toArray())
        .containsExactly(
            Message.NAME_AT, Message.DATA_BUFFER_AT, Message.CONTROL_AT, Message.DATA_AT);
  }

  @Test
  void whatTheKernelWroteIsRead() {
    source(Wire.address(SOURCE));
    ByteBuffer control = new Wire().packetInfo(new byte[] {127, 1, 2, 3}, 1).done();
    block.put(Message.CONTROL_AT, control, 0, control.limit());
    block.putInt(offset("WSAMSG", "Control") + offset("WSABUF", "len"), control.limit());
    block.put(Message.DATA_AT, new byte[] {5, 6, 7});

    ReceivedDatagram datagram = read(3, 0);

    assertThat(datagram.data()).isEqualTo(ByteBuffer.wrap(new byte[] {5, 6, 7}));
    assertThat(datagram.data().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(datagram.source()).isEqualTo(SOURCE);
    assertThat(datagram.destination().orElseThrow().getHostAddress()).isEqualTo("127.1.2.3");
    assertThat(datagram.truncated()).isFalse();
  }

  static Stream<String> sources() {
    return Stream.of("10.9.8.7", "0.0.0.0", "::1", "2001:db8::7", "fe80::1%9");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void anySource(String host) {
    InetSocketAddress source = new InetSocketAddress(host, 53);
    byte[] address = Wire.address(source);
    if (host.contains("%")) {
      address[offset("SOCKADDR_IN6", "sin6_scope_id")] = 9;
    }
    source(address);

    assertThat(read(0, 0).source()).isEqualTo(source);
    assertThat(read(0, 0).source().toString()).isEqualTo(source.toString());
  }

  @Test
  void aSourceOfIpv4MappedIntoIpv6IsIpv4() {
    byte[] address = Wire.address(new InetSocketAddress("2001:db8::1", 9));
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 9, 8, 7};
    System.arraycopy(mapped, 0, address, offset("SOCKADDR_IN6", "sin6_addr"), 16);
    source(address);

    assertThat(read(0, 0).source()).isEqualTo(new InetSocketAddress("10.9.8.7", 9));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 15, Integer.MIN_VALUE})
  void aSourceThatWasNotToldIsTheWildcard(int length) {
    source(Wire.address(SOURCE));
    block.putInt(offset("WSAMSG", "namelen"), length);

    assertThat(read(0, 0).source()).isEqualTo(new InetSocketAddress(0));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 100, false",
    "0x100, 0, 100, true",
    "0x100, 0x80000005, 100, true",
    "0, 0x80000005, 100, true", // Wine
    "0x200, 0x80000005, 99, false", // the control messages did not fit
    "0x200, 0x80000005, 100, true", // Wine, and maybe both
    "0x300, 0x80000005, 100, true",
  })
  void whatIsTruncatedSaysSo(String flags, String status, int transferred, boolean truncated) {
    block.putInt(offset("WSAMSG", "dwFlags"), Integer.decode(flags));

    ReceivedDatagram datagram = read(transferred, (int) (long) Long.decode(status));

    assertThat(datagram.truncated()).isEqualTo(truncated);
    assertThat(datagram.data().remaining()).isEqualTo(transferred);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "101, 100", "9223372036854775807, 100", "-9223372036854775808, 0"})
  void aCountThatCannotBeIsNotBelieved(long transferred, int bytes) {
    assertThat(read(transferred, 0).data().remaining()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, Message.CONTROL_BYTES + 1})
  void aControlLengthThatCannotBeIsNotBelieved(int length) {
    block.putInt(offset("WSAMSG", "Control") + offset("WSABUF", "len"), length);
    // A message that would go on in the data.
    block.putLong(Message.CONTROL_AT, Message.CONTROL_BYTES + 24L);

    assertThat(read(MAX, OVERFLOW).destination()).isEmpty();
  }

  /** Any address, port and scope; a scope is of link-local addresses alone. */
  @Test
  void everySourceIsRead() {
    Property.holds(
        values -> {
          byte[] host =
              values.bool() ? values.bytes(4) : values.oneOf(LINK_LOCAL, values.bytes(16));
          int scope = (int) values.bits();
          InetSocketAddress source =
              new InetSocketAddress(Wire.host(host, scope), values.integer(0, 0xFFFF));
          source(Wire.socketAddress(host, source.getPort(), scope));

          assertThat(read(0, 0).source().toString()).isEqualTo(source.toString());
        });
  }

  /** Random bytes all over the block: there is always a datagram, within its bounds. */
  @Test
  void anyBytes() {
    Property.holds(
        values -> {
          block.put(0, values.bytes(block.capacity()));
          if (values.bool()) {
            block.putShort(Message.NAME_AT, values.oneOf((short) 2, (short) 23));
          }
          ReceivedDatagram datagram = read(values.bits(), (int) values.bits());
          assertThat(datagram.data().remaining()).isBetween(0, MAX);
        });
  }
}

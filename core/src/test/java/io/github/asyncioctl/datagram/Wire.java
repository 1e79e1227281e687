package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.datagram.GoldenLayouts.constant;
import static io.github.asyncioctl.datagram.GoldenLayouts.offset;
import static io.github.asyncioctl.datagram.GoldenLayouts.size;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Control messages and addresses as a system writes them, by the golden layouts. */
final class Wire {
  private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

  /** A message with an INT. */
  Wire number(String level, String type, int value) {
    return message(level, type, little(4).putInt(value));
  }

  /** IN_PKTINFO or IN6_PKTINFO, by the number of bytes. */
  Wire packetInfo(byte[] address, int index) {
    boolean isV4 = address.length == 4;
    String struct = isV4 ? "IN_PKTINFO" : "IN6_PKTINFO";
    ByteBuffer data = little(size(struct));
    data.put(offset(struct, isV4 ? "ipi_addr" : "ipi6_addr"), address);
    data.putInt(offset(struct, isV4 ? "ipi_ifindex" : "ipi6_ifindex"), index);
    return isV4
        ? message("IPPROTO_IP", "IP_PKTINFO", data)
        : message("IPPROTO_IPV6", "IPV6_PKTINFO", data);
  }

  private Wire message(String level, String type, ByteBuffer data) {
    byte[] bytesOfData = new byte[data.capacity()];
    data.get(0, bytesOfData);
    return message(
        size("WSACMSGHDR") + bytesOfData.length, constant(level), constant(type), bytesOfData);
  }

  /** A message that says that it has this length. */
  Wire message(long length, int level, int type, byte... data) {
    int start = bytes.position();
    bytes.putLong(start + offset("WSACMSGHDR", "cmsg_len"), length);
    bytes.putInt(start + offset("WSACMSGHDR", "cmsg_level"), level);
    bytes.putInt(start + offset("WSACMSGHDR", "cmsg_type"), type);
    bytes.put(start + size("WSACMSGHDR"), data);
    int end = size("WSACMSGHDR") + data.length;
    bytes.position(start + (end + 7) / 8 * 8);
    return this;
  }

  /** All of it, padding included. */
  ByteBuffer done() {
    return bytes.duplicate().flip().slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** SOCKADDR_IN or SOCKADDR_IN6. */
  static byte[] address(InetSocketAddress address) {
    return socketAddress(address.getAddress().getAddress(), address.getPort(), 0);
  }

  /** The same, of the bytes of an address; IPv4 has no scope. */
  static byte[] socketAddress(byte[] host, int port, int scope) {
    boolean isV4 = host.length == 4;
    String struct = isV4 ? "SOCKADDR_IN" : "SOCKADDR_IN6";
    String prefix = isV4 ? "sin_" : "sin6_";
    byte[] socketAddress = new byte[size(struct)];
    ByteBuffer bytes = ByteBuffer.wrap(socketAddress).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(offset(struct, prefix + "family"), (short) (isV4 ? 2 : 23));
    bytes.put(offset(struct, prefix + "port"), (byte) (port >> 8));
    bytes.put(offset(struct, prefix + "port") + 1, (byte) port);
    bytes.put(offset(struct, prefix + "addr"), host);
    if (!isV4) {
      bytes.putInt(offset(struct, "sin6_scope_id"), scope);
    }
    return socketAddress;
  }

  /** As the JDK has it: the interface is the scope of an address that is link-local. */
  static InetAddress host(byte[] address, int index) {
    try {
      InetAddress plain = InetAddress.getByAddress(address);
      return index > 0 && plain instanceof Inet6Address && plain.isLinkLocalAddress()
          ? Inet6Address.getByAddress(null, address, index)
          : plain;
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

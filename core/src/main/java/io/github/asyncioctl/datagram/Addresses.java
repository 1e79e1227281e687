package io.github.asyncioctl.datagram;

import static io.github.asyncioctl.internal.kernel.DatagramPort.AF_INET;
import static io.github.asyncioctl.internal.kernel.DatagramPort.AF_INET6;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** SOCKADDR_IN and SOCKADDR_IN6 (ws2def.h, ws2ipdef.h), and the addresses in them. */
final class Addresses {
  /** The size of SOCKADDR_INET, which has room for both. */
  static final int SIZE = 28;

  static final int PORT = 2;
  static final int IPV4_ADDRESS = 4;
  static final int IPV6_ADDRESS = 8;
  static final int IPV6_SCOPE = 24;
  private static final int SIZE_V4 = 16;

  private Addresses() {}

  /**
   * Reads an address with its port.
   *
   * @param in little-endian, from its start to its limit
   * @return the wildcard address and port 0 if there is none
   */
  static InetSocketAddress socketAddress(ByteBuffer in) {
    int family = in.limit() < Short.BYTES ? 0 : Short.toUnsignedInt(in.getShort(0));
    if (family == AF_INET && in.limit() >= SIZE_V4) {
      return new InetSocketAddress(address(in, IPV4_ADDRESS, 4, 0), port(in));
    }
    if (family == AF_INET6 && in.limit() >= SIZE) {
      int scope = in.getInt(IPV6_SCOPE);
      return new InetSocketAddress(address(in, IPV6_ADDRESS, 16, scope), port(in));
    }
    return new InetSocketAddress(0);
  }

  /** The port is in the network's byte order. */
  private static int port(ByteBuffer in) {
    return Short.toUnsignedInt(Short.reverseBytes(in.getShort(PORT)));
  }

  /**
   * Reads an address. An IPv4-mapped IPv6 address becomes an IPv4 address, as everywhere in the
   * JDK.
   *
   * @param bytes 4 or 16
   * @param scope the scope of a link-local address; zero or less for none
   */
  static InetAddress address(ByteBuffer in, int at, int bytes, int scope) {
    byte[] raw = new byte[bytes];
    in.get(at, raw);
    try {
      InetAddress plain = InetAddress.getByAddress(raw);
      return plain instanceof Inet6Address && plain.isLinkLocalAddress() && scope > 0
          ? Inet6Address.getByAddress(null, raw, scope)
          : plain;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes, e);
    }
  }
}

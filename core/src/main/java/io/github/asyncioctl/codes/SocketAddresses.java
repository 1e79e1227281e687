package io.github.asyncioctl.codes;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SOCKADDR_IN and SOCKADDR_IN6 (ws2def.h, ws2ipdef.h): the family in the machine's byte order, the
 * address in the network's. The catalogue does not use the port.
 */
final class SocketAddresses {
  static final short AF_INET = 2;
  static final short AF_INET6 = 23;

  /** The size of SOCKADDR_IN. */
  static final int SIZE_V4 = 16;

  /** The size of SOCKADDR_IN6. */
  static final int SIZE_V6 = 28;

  /** The size of SOCKADDR_STORAGE, which has room for any address. */
  static final int SIZE_ANY = 128;

  /** The size of the old SOCKADDR_IN6 in INTERFACE_INFO, which has no scope. */
  private static final int SIZE_V6_WITHOUT_SCOPE = 24;

  private static final int V4_ADDRESS = 4;
  private static final int V6_ADDRESS = 8;
  private static final int V4_MAPPED = V6_ADDRESS + 12;
  private static final int V6_SCOPE = 24;

  private SocketAddresses() {}

  static int size(InetAddress address) {
    return address instanceof Inet4Address ? SIZE_V4 : SIZE_V6;
  }

  /** Writes an address with port 0 at the buffer's position, and advances the position. */
  static void write(InetAddress address, ByteBuffer out) {
    if (address instanceof Inet6Address) {
      writeAsV6(address, out);
    } else {
      int start = out.position();
      out.putShort(start, AF_INET).put(start + V4_ADDRESS, address.getAddress());
      out.position(start + SIZE_V4);
    }
  }

  /** Writes an address with port 0 in the form of IPv6, into which one of IPv4 is mapped. */
  static void writeAsV6(InetAddress address, ByteBuffer out) {
    int start = out.position();
    out.putShort(start, AF_INET6);
    if (address instanceof Inet6Address v6) {
      out.put(start + V6_ADDRESS, v6.getAddress()).putInt(start + V6_SCOPE, v6.getScopeId());
    } else {
      out.putShort(start + V4_MAPPED - 2, (short) 0xFFFF);
      out.put(start + V4_MAPPED, address.getAddress());
    }
    out.position(start + SIZE_V6);
  }

  /**
   * Reads the address from a buffer's position to its limit. An IPv4 address that is mapped into
   * IPv6 becomes an {@link Inet4Address}, as everywhere in the JDK.
   */
  static InetAddress read(ByteBuffer in) {
    ByteBuffer bytes = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    return address(bytes.getShort(0), bytes);
  }

  private static InetAddress address(short family, ByteBuffer bytes) {
    try {
      if (family == AF_INET && bytes.limit() >= SIZE_V4) {
        return InetAddress.getByAddress(bytes(bytes, V4_ADDRESS, 4));
      }
      if (family == AF_INET6 && bytes.limit() >= SIZE_V6_WITHOUT_SCOPE) {
        int scope = bytes.limit() < SIZE_V6 ? 0 : bytes.getInt(V6_SCOPE);
        return v6(bytes(bytes, V6_ADDRESS, 16), scope);
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
    }
    throw new IllegalArgumentException(
        "not an IPv4 or IPv6 address: family " + family + ", " + bytes.limit() + " bytes");
  }

  private static InetAddress v6(byte[] bytes, int scope) throws UnknownHostException {
    InetAddress mapped = InetAddress.getByAddress(bytes);
    // A scope of 0 is none; one beyond int's range is no index of an interface.
    return mapped instanceof Inet4Address || scope <= 0
        ? mapped
        : Inet6Address.getByAddress(null, bytes, scope);
  }

  private static byte[] bytes(ByteBuffer from, int index, int length) {
    byte[] bytes = new byte[length];
    from.get(index, bytes);
    return bytes;
  }
}

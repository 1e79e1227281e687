package io.github.asyncioctl.codes;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A network interface and one of its addresses: INTERFACE_INFO (ws2ipdef.h).
 *
 * @param flags the properties of the interface
 * @param address the address
 * @param broadcast the broadcast address
 * @param netmask the network mask
 */
public record InterfaceInfo(
    Set<Flag> flags, InetAddress address, InetAddress broadcast, InetAddress netmask) {
  /** The size of INTERFACE_INFO. */
  static final int SIZE = 76;

  /** A property of an interface: the values IFF_ (ws2ipdef.h). */
  public enum Flag {
    /** It is running. */
    UP(0x1),
    /** It can broadcast. */
    BROADCAST(0x2),
    /** It is a loopback interface. */
    LOOPBACK(0x4),
    /** It is a point-to-point link. */
    POINT_TO_POINT(0x8),
    /** It can multicast. */
    MULTICAST(0x10);

    private final int mask;

    Flag(int mask) {
      this.mask = mask;
    }
  }

  private static final int ADDRESS = 4;
  private static final int BROADCAST = 28;
  private static final int NETMASK = 52;

  /** The size of sockaddr_gen. */
  private static final int ADDRESS_SIZE = 24;

  /**
   * Copies the flags.
   *
   * @param flags see the record
   * @param address see the record
   * @param broadcast see the record
   * @param netmask see the record
   */
  public InterfaceInfo {
    Set<Flag> copy = EnumSet.noneOf(Flag.class);
    copy.addAll(flags);
    flags = Collections.unmodifiableSet(copy);
  }

  /** Reads as many structures as there are. */
  static List<InterfaceInfo> readAll(ByteBuffer in) {
    if (in.remaining() % SIZE != 0) {
      throw new IllegalArgumentException("not a list of INTERFACE_INFO: " + in.remaining());
    }
    List<InterfaceInfo> all = new ArrayList<>(in.remaining() / SIZE);
    for (int start = in.position(); start < in.limit(); start += SIZE) {
      all.add(read(in.slice(start, SIZE).order(ByteOrder.LITTLE_ENDIAN)));
    }
    return Collections.unmodifiableList(all);
  }

  private static InterfaceInfo read(ByteBuffer in) {
    short family = in.getShort(ADDRESS);
    return new InterfaceInfo(
        flags(in.getInt(0)),
        address(in, ADDRESS, family),
        address(in, BROADCAST, family),
        address(in, NETMASK, family));
  }

  private static Set<Flag> flags(int bits) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Flag flag : Flag.values()) {
      if ((bits & flag.mask) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  /** If the system omits a family, it is that of the interface's address. */
  private static InetAddress address(ByteBuffer in, int start, short family) {
    ByteBuffer address =
        ByteBuffer.allocate(ADDRESS_SIZE)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(in.slice(start, ADDRESS_SIZE))
            .flip();
    if (address.getShort(0) == 0) {
      address.putShort(0, family);
    }
    return SocketAddresses.read(address);
  }
}

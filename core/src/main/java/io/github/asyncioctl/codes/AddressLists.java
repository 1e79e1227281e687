package io.github.asyncioctl.codes;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * SOCKET_ADDRESS_LIST (ws2def.h): a count, then pairs of a pointer to a SOCKADDR and its length.
 * The pointers are absolute and lead into the memory of the call.
 */
final class AddressLists {
  /** Where the pairs begin. */
  private static final int FIRST = 8;

  /** The size of a pair, SOCKET_ADDRESS. */
  private static final int PAIR = 16;

  private static final int LENGTH = 8;

  private AddressLists() {}

  /**
   * Reads a list.
   *
   * @param memory where the pointers may lead, the list from its position to its limit
   * @param address where index 0 of the memory was when the pointers were written
   */
  static List<InetAddress> read(ByteBuffer memory, long address) {
    ByteBuffer list = memory.slice().order(ByteOrder.LITTLE_ENDIAN);
    int count = list.getInt(0);
    if (count < 0 || count > (list.limit() - FIRST) / PAIR) {
      throw new IllegalArgumentException(
          Integer.toUnsignedString(count) + " addresses in " + list.limit() + " bytes");
    }
    List<InetAddress> addresses = new ArrayList<>(count);
    for (int pair = FIRST; pair < FIRST + count * PAIR; pair += PAIR) {
      long index = list.getLong(pair) - address;
      addresses.add(SocketAddresses.read(slice(memory, index, list.getInt(pair + LENGTH))));
    }
    return List.copyOf(addresses);
  }

  /** The size of a list whose addresses are all in the form of IPv6. */
  static int size(List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("the list of addresses is empty");
    }
    return FIRST + addresses.size() * (PAIR + SocketAddresses.SIZE_V6);
  }

  /** Writes a list whose addresses are all in the form of IPv6; pointers are offsets. */
  static void write(List<InetAddress> addresses, ByteBuffer out) {
    out.putInt(0, addresses.size());
    int pair = FIRST;
    out.position(FIRST + addresses.size() * PAIR);
    for (InetAddress address : addresses) {
      out.putLong(pair, out.position()).putInt(pair + LENGTH, SocketAddresses.SIZE_V6);
      SocketAddresses.writeAsV6(address, out);
      pair += PAIR;
    }
  }

  /** Where the pointers are in a list. */
  static int[] pointers(ByteBuffer list) {
    return IntStream.range(0, list.getInt(0)).map(pair -> FIRST + pair * PAIR).toArray();
  }

  private static ByteBuffer slice(ByteBuffer memory, long index, int length) {
    if (index < 0 || length < 0 || index > memory.limit() - length) {
      throw new IllegalArgumentException(
          "a pointer is outside the buffer: " + length + " bytes at index " + index);
    }
    return memory.slice((int) index, length);
  }
}

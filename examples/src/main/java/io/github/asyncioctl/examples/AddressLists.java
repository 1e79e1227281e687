package io.github.asyncioctl.examples;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The IPv4 addresses of this machine. A list has the addresses of the socket's family, and an
 * asynchronous channel is an IPv6 socket on Windows.
 */
final class AddressLists {
  // SOCKET_ADDRESS_LIST of 64-bit Windows: a count, then a pointer and a length for each address.
  private static final int FIRST_ENTRY = 8;
  private static final int ENTRY_SIZE = 16;

  private static final int AF_INET = 2;
  private static final int SIN_ADDR = 4;

  private final AsyncIoctl io;
  private final DatagramChannel ipv4;

  AddressLists(AsyncIoctl io, DatagramChannel ipv4) {
    this.io = io;
    this.ipv4 = ipv4;
  }

  /** The current list. */
  CompletableFuture<List<InetAddress>> now() {
    return io.ioctlAsync(ipv4, ControlCodes.SIO_ADDRESS_LIST_QUERY, null)
        .thenApply(AddressLists::decode);
  }

  /** Ends when the list changes. Says nothing about the new list. */
  CompletableFuture<ByteBuffer> change() {
    return io.ioctlAsync(ipv4, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
  }

  /**
   * Reads a SOCKET_ADDRESS_LIST of IPv4 addresses. Its pointers point into the kernel's copy of the
   * buffer, in which the first address follows the last entry.
   */
  static List<InetAddress> decode(ByteBuffer answer) {
    int count = answer.getInt(0);
    List<InetAddress> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long distance = pointer(answer, i) - pointer(answer, 0);
      addresses.add(address(answer, FIRST_ENTRY + count * ENTRY_SIZE + Math.toIntExact(distance)));
    }
    return addresses;
  }

  private static long pointer(ByteBuffer answer, int entry) {
    return answer.getLong(FIRST_ENTRY + entry * ENTRY_SIZE);
  }

  private static InetAddress address(ByteBuffer answer, int offset) {
    if (answer.getShort(offset) != AF_INET) {
      throw new IllegalArgumentException("address family " + answer.getShort(offset));
    }
    byte[] bytes = new byte[4];
    answer.get(offset + SIN_ADDR, bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // only for a wrong number of bytes
    }
  }

  static String text(List<InetAddress> addresses) {
    return addresses.stream()
        .map(InetAddress::getHostAddress)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** What distinguishes two lists, such as "+10.0.0.1 -10.0.0.2"; empty if nothing does. */
  static String difference(List<InetAddress> before, List<InetAddress> after) {
    return (only(after, before, "+") + only(before, after, "-")).strip();
  }

  private static String only(List<InetAddress> here, List<InetAddress> there, String sign) {
    return here.stream()
        .distinct()
        .filter(address -> !there.contains(address))
        .map(address -> sign + address.getHostAddress() + " ")
        .collect(Collectors.joining());
  }
}

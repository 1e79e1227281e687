package io.github.asyncioctl.codes;

import static io.github.asyncioctl.SocketKind.RAW;
import static io.github.asyncioctl.SocketKind.TCP;
import static io.github.asyncioctl.SocketKind.UDP;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;
import java.net.InetAddress;
import java.util.List;

/** The control codes of Windows sockets that have Java types. */
public final class Ioctls {
  private Ioctls() {}

  // --- Addresses and routes ---

  /**
   * The local addresses that a socket of this family can be bound to; those of IPv6 with their
   * scope. Anyone may ask. Source: "SIO_ADDRESS_LIST_QUERY" in "Winsock IOCTLs", winsock2.h.
   */
  public static final Ioctl<Void, List<InetAddress>> SIO_ADDRESS_LIST_QUERY =
      Ioctl.of("SIO_ADDRESS_LIST_QUERY", ControlCodes.SIO_ADDRESS_LIST_QUERY)
          .<List<InetAddress>>outputWithPointers(2048, AddressLists::read)
          .growable()
          .completesAtOnce()
          .since("Windows 2000")
          .on(TCP, UDP, RAW);

  /**
   * Completes when the local addresses of the socket's family have changed. Anyone may wait.
   * Source: "SIO_ADDRESS_LIST_CHANGE" in "Winsock IOCTLs", winsock2.h.
   */
  public static final Ioctl<Void, Void> SIO_ADDRESS_LIST_CHANGE =
      Ioctl.of("SIO_ADDRESS_LIST_CHANGE", ControlCodes.SIO_ADDRESS_LIST_CHANGE)
          .since("Windows 2000")
          .on(TCP, UDP, RAW);

  /**
   * The local address from which packets to a remote address, of the socket's family, would leave.
   * Anyone may ask. Source: "SIO_ROUTING_INTERFACE_QUERY" in "Winsock IOCTLs", winsock2.h.
   */
  public static final Ioctl<InetAddress, InetAddress> SIO_ROUTING_INTERFACE_QUERY =
      Ioctl.of("SIO_ROUTING_INTERFACE_QUERY", ControlCodes.SIO_ROUTING_INTERFACE_QUERY)
          .<InetAddress>input(SocketAddresses::size, SocketAddresses::write)
          .<InetAddress>output(SocketAddresses.SIZE_ANY, SocketAddresses::read)
          .completesAtOnce()
          .since("Windows 2000")
          .on(TCP, UDP, RAW);

  /**
   * Completes when packets to a remote address, of the socket's family, would leave from another
   * local address than before. Anyone may wait. Source: "SIO_ROUTING_INTERFACE_CHANGE" in "Winsock
   * IOCTLs", winsock2.h.
   */
  public static final Ioctl<InetAddress, Void> SIO_ROUTING_INTERFACE_CHANGE =
      Ioctl.of("SIO_ROUTING_INTERFACE_CHANGE", ControlCodes.SIO_ROUTING_INTERFACE_CHANGE)
          .<InetAddress>input(SocketAddresses::size, SocketAddresses::write)
          .since("Windows 2000")
          .on(TCP, UDP, RAW);
}

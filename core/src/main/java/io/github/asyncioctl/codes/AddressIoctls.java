package io.github.asyncioctl.codes;

import static io.github.asyncioctl.SocketKind.RAW;
import static io.github.asyncioctl.SocketKind.TCP;
import static io.github.asyncioctl.SocketKind.UDP;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;
import java.net.InetAddress;
import java.util.List;

/** Control codes for addresses, routes and network interfaces. See {@link Ioctls}. */
public interface AddressIoctls {
  /**
   * The local addresses that a socket of this family can be bound to; IPv6 addresses have their
   * scope. Page "SIO_ADDRESS_LIST_QUERY Control Code", header ws2def.h.
   */
  Ioctl<Void, List<InetAddress>> SIO_ADDRESS_LIST_QUERY =
      Ioctl.of("SIO_ADDRESS_LIST_QUERY", ControlCodes.SIO_ADDRESS_LIST_QUERY)
          .<List<InetAddress>>outputWithPointers(2048, AddressLists::read)
          .growable()
          .atOnce()
          .since("Windows 2000")
          .on(TCP, UDP, RAW);

  /**
   * Completes when the local addresses of the socket's family have changed. On Windows the family
   * of a JDK socket is IPv6 unless it was opened with {@link java.net.StandardProtocolFamily#INET}.
   * Arm it before you query the list, or you miss the changes in between. Header ws2def.h.
   */
  Ioctl<Void, Void> SIO_ADDRESS_LIST_CHANGE =
      Ioctl.of("SIO_ADDRESS_LIST_CHANGE", ControlCodes.SIO_ADDRESS_LIST_CHANGE)
          .since("Windows 2000")
          .on(TCP, UDP, RAW);

  /**
   * Sorts destinations by preference, the best one to connect to first, and omits unreachable ones.
   * Needs a socket of the family IPv6; IPv4 addresses are passed as IPv4-mapped IPv6 addresses.
   * Page "Using SIO_ADDRESS_LIST_SORT", header ws2def.h.
   */
  Ioctl<List<InetAddress>, List<InetAddress>> SIO_ADDRESS_LIST_SORT =
      Ioctl.of("SIO_ADDRESS_LIST_SORT", ControlCodes.SIO_ADDRESS_LIST_SORT)
          .<List<InetAddress>>input(AddressLists::size, AddressLists::write)
          .inputPointers(AddressLists::pointers)
          .<List<InetAddress>>outputWithPointers(2048, AddressLists::read)
          .growable()
          .atOnce()
          .since("Windows XP")
          .on(TCP, UDP, RAW);

  /**
   * The local address from which packets to a remote address would leave. The remote address must
   * belong to the socket's family; the family of a JDK socket is IPv6 unless it was opened with
   * {@link java.net.StandardProtocolFamily#INET}. Header ws2def.h.
   */
  Ioctl<InetAddress, InetAddress> SIO_ROUTING_INTERFACE_QUERY =
      Ioctl.of("SIO_ROUTING_INTERFACE_QUERY", ControlCodes.SIO_ROUTING_INTERFACE_QUERY)
          .<InetAddress>input(SocketAddresses::size, SocketAddresses::write)
          .<InetAddress>output(SocketAddresses.SIZE_ANY, SocketAddresses::read)
          .atOnce()
          .since("Windows 2000")
          .on(TCP, UDP, RAW);

  /**
   * Completes when packets to a remote address of the socket's family would leave from another
   * local address than before; with the wildcard address, when any route changes. The system may
   * treat every address as the wildcard address. Header ws2def.h.
   */
  Ioctl<InetAddress, Void> SIO_ROUTING_INTERFACE_CHANGE =
      Ioctl.of("SIO_ROUTING_INTERFACE_CHANGE", ControlCodes.SIO_ROUTING_INTERFACE_CHANGE)
          .<InetAddress>input(SocketAddresses::size, SocketAddresses::write)
          .since("Windows 2000")
          .on(TCP, UDP, RAW);

  /**
   * The network interfaces and their addresses. The operation pends on Windows, so the engine's
   * waiter issues it. Header ws2ipdef.h.
   */
  Ioctl<Void, List<InterfaceInfo>> SIO_GET_INTERFACE_LIST =
      Ioctl.of("SIO_GET_INTERFACE_LIST", ControlCodes.SIO_GET_INTERFACE_LIST)
          .<List<InterfaceInfo>>output(32 * InterfaceInfo.SIZE, InterfaceInfo::readAll)
          .growable()
          .since("Windows 98")
          .on(TCP, UDP, RAW);
}

package io.github.asyncioctl.codes;

import static io.github.asyncioctl.SocketKind.UDP;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;

/** Control codes for UDP. See {@link Ioctls}. */
public interface UdpIoctls {
  /**
   * Sets whether a receive operation fails with 10054 (WSAECONNRESET) after a datagram has met a
   * closed port. For a new Windows socket it is on. The JDK switches it off when it creates a
   * datagram socket, and on at {@code connect}, after which it throws {@link
   * java.net.PortUnreachableException}. So you need this code to switch it off after each {@code
   * connect}, to switch it on for an unconnected socket, and for sockets that are not the JDK's.
   * Header mswsock.h.
   */
  Ioctl<Boolean, Void> SIO_UDP_CONNRESET =
      Ioctl.of("SIO_UDP_CONNRESET", ControlCodes.SIO_UDP_CONNRESET)
          .input(4, Codec::putBool)
          .atOnce()
          .since("Windows 2000 SP2")
          .on(UDP);

  /**
   * Sets whether a receive operation fails with 10052 (WSAENETRESET) after a datagram's time to
   * live has expired; it is on by default. Described in mswsock.h only.
   */
  Ioctl<Boolean, Void> SIO_UDP_NETRESET =
      Ioctl.of("SIO_UDP_NETRESET", ControlCodes.SIO_UDP_NETRESET)
          .input(4, Codec::putBool)
          .atOnce()
          .on(UDP);

  /**
   * Selects the processor, from 0 to 65535, whose packets the socket receives, so that several
   * sockets can share a port. Issue it before the bind. Header mstcpip.h.
   */
  Ioctl<Integer, Void> SIO_CPU_AFFINITY =
      Ioctl.of("SIO_CPU_AFFINITY", ControlCodes.SIO_CPU_AFFINITY)
          .input(2, Codec::putUshort)
          .atOnce()
          .since("Windows 10 2004")
          .on(UDP);

  /** Sets which datagrams get a timestamp. Page "Winsock timestamping", header mstcpip.h. */
  Ioctl<Timestamping, Void> SIO_TIMESTAMPING =
      Ioctl.of("SIO_TIMESTAMPING", ControlCodes.SIO_TIMESTAMPING)
          .input(Timestamping.SIZE, Timestamping::write)
          .atOnce()
          .since("Windows 11 21H2")
          .on(UDP);

  /**
   * When a datagram was sent, in ticks of QueryPerformanceCounter. The input is the number that the
   * datagram was sent with (SO_TIMESTAMP_ID), from 0 to 2^32 - 1. Fails with 10035 (WSAEWOULDBLOCK)
   * as long as there is no timestamp. Page "Winsock timestamping", header mstcpip.h.
   */
  Ioctl<Long, Long> SIO_GET_TX_TIMESTAMP =
      Ioctl.of("SIO_GET_TX_TIMESTAMP", ControlCodes.SIO_GET_TX_TIMESTAMP)
          .input(4, Codec::putUlong)
          .<Long>output(8, Codec::uint64)
          .atOnce()
          .since("Windows 11 21H2")
          .on(UDP);
}

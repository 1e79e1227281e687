package io.github.asyncioctl.codes;

import static io.github.asyncioctl.SocketKind.RAW;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;

/**
 * Control codes for raw sockets. The JDK has none, so use them with {@link
 * io.github.asyncioctl.SocketHandle#ofRaw}. They are for administrators only. See {@link Ioctls}.
 */
public interface RawIoctls {
  /**
   * Selects which packets of a network interface a raw socket receives. Bind the socket to an
   * address of that interface first. Administrators only. Page "SIO_RCVALL Control Code", header
   * mstcpip.h.
   */
  Ioctl<ReceiveAll, Void> SIO_RCVALL =
      Ioctl.of("SIO_RCVALL", ControlCodes.SIO_RCVALL)
          .input(ReceiveAll.SIZE, ReceiveAll::write)
          .atOnce()
          .since("Windows 2000")
          .on(RAW);

  /** The same for multicast packets over UDP. Administrators only. Header mstcpip.h. */
  Ioctl<ReceiveAll, Void> SIO_RCVALL_MCAST =
      Ioctl.of("SIO_RCVALL_MCAST", ControlCodes.SIO_RCVALL_MCAST)
          .input(ReceiveAll.SIZE, ReceiveAll::write)
          .atOnce()
          .since("Windows 2000")
          .on(RAW);

  /** The same for multicast packets over IGMP. Administrators only. Header mstcpip.h. */
  Ioctl<ReceiveAll, Void> SIO_RCVALL_IGMPMCAST =
      Ioctl.of("SIO_RCVALL_IGMPMCAST", ControlCodes.SIO_RCVALL_IGMPMCAST)
          .input(ReceiveAll.SIZE, ReceiveAll::write)
          .atOnce()
          .since("Windows 2000")
          .on(RAW);

  /**
   * {@link #SIO_RCVALL} for an interface given by its index. Administrators only; described in
   * mstcpip.h only.
   */
  Ioctl<ReceiveAll.OnInterface, Void> SIO_RCVALL_IF =
      Ioctl.of("SIO_RCVALL_IF", ControlCodes.SIO_RCVALL_IF)
          .input(ReceiveAll.OnInterface.SIZE, ReceiveAll.OnInterface::write)
          .atOnce()
          .on(RAW);

  /**
   * {@link #SIO_RCVALL_MCAST} for an interface given by its index. Administrators only; described
   * in mstcpip.h only. It shares its value with {@link Ioctls#SIO_SOCKET_CLOSE_NOTIFY}.
   */
  Ioctl<ReceiveAll.OnInterface, Void> SIO_RCVALL_MCAST_IF =
      Ioctl.of("SIO_RCVALL_MCAST_IF", ControlCodes.SIO_RCVALL_MCAST_IF)
          .input(ReceiveAll.OnInterface.SIZE, ReceiveAll.OnInterface::write)
          .atOnce()
          .on(RAW);
}

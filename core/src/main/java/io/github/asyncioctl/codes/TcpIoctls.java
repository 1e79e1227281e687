package io.github.asyncioctl.codes;

import static io.github.asyncioctl.SocketKind.TCP;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;

/** Control codes for TCP. See {@link Ioctls}. */
public interface TcpIoctls {
  /**
   * Sets whether and when an idle connection is probed, instead of the system's two hours and one
   * second. If the socket's {@code supportedOptions()} include TCP_KEEPIDLE and TCP_KEEPINTERVAL of
   * {@code jdk.net.ExtendedSocketOptions} (on Windows since Java 22, and in later updates of 17 and
   * 21), these do the same in whole seconds. Page "SIO_KEEPALIVE_VALS Control Code", header
   * mstcpip.h.
   */
  Ioctl<KeepAlive, Void> SIO_KEEPALIVE_VALS =
      Ioctl.of("SIO_KEEPALIVE_VALS", ControlCodes.SIO_KEEPALIVE_VALS)
          .input(KeepAlive.SIZE, KeepAlive::write)
          .atOnce()
          .since("Windows 2000")
          .on(TCP);

  /**
   * The statistics of a connection: round-trip time, windows, bytes, retransmissions. Pages
   * "SIO_TCP_INFO Control Code" and "TCP_INFO_v0 structure (mstcpip.h)".
   */
  Ioctl<Void, TcpInfo> SIO_TCP_INFO_V0 =
      Ioctl.of("SIO_TCP_INFO", ControlCodes.SIO_TCP_INFO)
          .constantInput(4, version -> version.putInt(0))
          .<TcpInfo>output(TcpInfo.SIZE, TcpInfo::read)
          .atOnce()
          .since("Windows 10 1703")
          .on(TCP);

  /**
   * The statistics of a connection, and what limits its throughput. Pages "SIO_TCP_INFO Control
   * Code" and "TCP_INFO_v1 structure (mstcpip.h)".
   */
  Ioctl<Void, TcpInfoV1> SIO_TCP_INFO_V1 =
      Ioctl.of("SIO_TCP_INFO", ControlCodes.SIO_TCP_INFO)
          .constantInput(4, version -> version.putInt(1))
          .<TcpInfoV1>output(TcpInfoV1.SIZE, TcpInfoV1::read)
          .atOnce()
          .since("Windows 10 1809")
          .on(TCP);

  /**
   * The statistics of a connection, what limits its throughput, and signs of congestion. Page
   * "TCP_INFO_v2 structure (mstcpip.h)".
   */
  Ioctl<Void, TcpInfoV2> SIO_TCP_INFO_V2 =
      Ioctl.of("SIO_TCP_INFO", ControlCodes.SIO_TCP_INFO)
          .constantInput(4, version -> version.putInt(2))
          .<TcpInfoV2>output(TcpInfoV2.SIZE, TcpInfoV2::read)
          .atOnce()
          .since("Windows 11 21H2")
          .on(TCP);

  /**
   * Sets how long to wait for the answer to a SYN and how often to repeat it. Issue it before the
   * socket connects. Page "SIO_TCP_INITIAL_RTO control code", header mstcpip.h.
   */
  Ioctl<InitialRto, Void> SIO_TCP_INITIAL_RTO =
      Ioctl.of("SIO_TCP_INITIAL_RTO", ControlCodes.SIO_TCP_INITIAL_RTO)
          .input(InitialRto.SIZE, InitialRto::write)
          .atOnce()
          .since("Windows 8")
          .on(TCP);

  /**
   * Sets how many packets, from 0 to 255, arrive before the system sends an acknowledgement; 1
   * acknowledges each packet at once. Described in mstcpip.h only.
   */
  Ioctl<Integer, Void> SIO_TCP_SET_ACK_FREQUENCY =
      Ioctl.of("SIO_TCP_SET_ACK_FREQUENCY", ControlCodes.SIO_TCP_SET_ACK_FREQUENCY)
          .input(1, Codec::putUchar)
          .atOnce()
          .since("Windows 10")
          .on(TCP);

  /**
   * Sets how much the connection sends before the first acknowledgement. Described in mstcpip.h
   * only.
   */
  Ioctl<InitialCongestionWindow, Void> SIO_TCP_SET_ICW =
      Ioctl.of("SIO_TCP_SET_ICW", ControlCodes.SIO_TCP_SET_ICW)
          .input(InitialCongestionWindow.SIZE, InitialCongestionWindow::write)
          .atOnce()
          .since("Windows 10")
          .on(TCP);

  /** Sets how urgent the socket's data is. Header mstcpip.h. */
  Ioctl<PriorityHint, Void> SIO_PRIORITY_HINT =
      Ioctl.of("SIO_PRIORITY_HINT", ControlCodes.SIO_PRIORITY_HINT)
          .input(PriorityHint.SIZE, PriorityHint::write)
          .atOnce()
          .since("Windows 10 1809")
          .on(TCP);

  /**
   * Switches on a faster path between sockets of this machine. Issue it on both sides before they
   * connect or accept. Microsoft now advises against it. Page "SIO_LOOPBACK_FAST_PATH Control
   * Code", header mstcpip.h.
   */
  Ioctl<Boolean, Void> SIO_LOOPBACK_FAST_PATH =
      Ioctl.of("SIO_LOOPBACK_FAST_PATH", ControlCodes.SIO_LOOPBACK_FAST_PATH)
          .input(4, Codec::putBool)
          .atOnce()
          .since("Windows 8")
          .on(TCP);

  /**
   * How many bytes a connection should have in flight (sent, not yet acknowledged) for the best
   * throughput. Page "SIO_IDEAL_SEND_BACKLOG_QUERY Control Code", header ws2ipdef.h.
   */
  Ioctl<Void, Long> SIO_IDEAL_SEND_BACKLOG_QUERY =
      Ioctl.of("SIO_IDEAL_SEND_BACKLOG_QUERY", ControlCodes.SIO_IDEAL_SEND_BACKLOG_QUERY)
          .<Long>output(4, Codec::ulong)
          .atOnce()
          .since("Windows Vista SP1")
          .on(TCP);

  /**
   * Completes when the answer of {@link #SIO_IDEAL_SEND_BACKLOG_QUERY} changes. Page
   * "SIO_IDEAL_SEND_BACKLOG_CHANGE Control Code", header ws2ipdef.h.
   */
  Ioctl<Void, Void> SIO_IDEAL_SEND_BACKLOG_CHANGE =
      Ioctl.of("SIO_IDEAL_SEND_BACKLOG_CHANGE", ControlCodes.SIO_IDEAL_SEND_BACKLOG_CHANGE)
          .since("Windows Vista SP1")
          .on(TCP);
}

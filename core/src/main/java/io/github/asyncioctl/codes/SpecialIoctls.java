package io.github.asyncioctl.codes;

import static io.github.asyncioctl.SocketKind.TCP;
import static io.github.asyncioctl.SocketKind.UDP;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.Ioctl;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Control codes for special purposes: reserved ports, redirected connections, Windows Store apps.
 * See {@link Ioctls}.
 */
public interface SpecialIoctls {
  /**
   * Reserves ports for this process, until the socket is closed. Page "SIO_ACQUIRE_PORT_RESERVATION
   * control code", header mstcpip.h.
   */
  Ioctl<PortRange, PortReservation> SIO_ACQUIRE_PORT_RESERVATION =
      Ioctl.of("SIO_ACQUIRE_PORT_RESERVATION", ControlCodes.SIO_ACQUIRE_PORT_RESERVATION)
          .input(PortRange.SIZE, PortRange::write)
          .<PortReservation>output(PortReservation.SIZE, PortReservation::read)
          .since("Windows Vista")
          .on(TCP, UDP);

  /**
   * Releases reserved ports; the input is {@link PortReservation#token}. Page
   * "SIO_RELEASE_PORT_RESERVATION control code", header mstcpip.h.
   */
  Ioctl<Long, Void> SIO_RELEASE_PORT_RESERVATION =
      Ioctl.of("SIO_RELEASE_PORT_RESERVATION", ControlCodes.SIO_RELEASE_PORT_RESERVATION)
          .input(PortReservation.TOKEN_SIZE, PortReservation::writeToken)
          .since("Windows Vista")
          .on(TCP, UDP);

  /**
   * Lets a later bind of the socket take one of the reserved ports. Issue it before the bind. The
   * input is {@link PortReservation#token}, or the token of a persistent reservation. Page
   * "SIO_ASSOCIATE_PORT_RESERVATION control code", header mstcpip.h.
   */
  Ioctl<Long, Void> SIO_ASSOCIATE_PORT_RESERVATION =
      Ioctl.of("SIO_ASSOCIATE_PORT_RESERVATION", ControlCodes.SIO_ASSOCIATE_PORT_RESERVATION)
          .input(PortReservation.TOKEN_SIZE, PortReservation::writeToken)
          .since("Windows Vista")
          .on(TCP, UDP);

  /**
   * Whether the socket can wake a Windows Store app. Page "SIO_QUERY_TRANSPORT_SETTING Control
   * Code", header mstcpip.h; setting REAL_TIME_NOTIFICATION_CAPABILITY.
   */
  Ioctl<Void, RealTimeNotification> SIO_QUERY_TRANSPORT_SETTING =
      Ioctl.of("SIO_QUERY_TRANSPORT_SETTING", ControlCodes.SIO_QUERY_TRANSPORT_SETTING)
          .constantInput(RealTimeNotification.ID_SIZE, RealTimeNotification::writeId)
          .<RealTimeNotification>output(RealTimeNotification.SIZE, RealTimeNotification::read)
          .since("Windows 8")
          .on(TCP);

  /**
   * Lets the socket wake a Windows Store app; the input is the GUID of the broker's event. Page
   * "SIO_APPLY_TRANSPORT_SETTING Control Code", header mstcpip.h; setting
   * REAL_TIME_NOTIFICATION_CAPABILITY.
   */
  Ioctl<UUID, Void> SIO_APPLY_TRANSPORT_SETTING =
      Ioctl.of("SIO_APPLY_TRANSPORT_SETTING", ControlCodes.SIO_APPLY_TRANSPORT_SETTING)
          .input(RealTimeNotification.INPUT_SIZE, RealTimeNotification::writeInput)
          .since("Windows 8")
          .on(TCP);

  /**
   * The opaque redirect records of a connection that a driver of the Windows Filtering Platform
   * redirected to this process. Page "SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS Control Code",
   * header mstcpip.h.
   */
  Ioctl<Void, ByteBuffer> SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS =
      Ioctl.of(
              "SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS",
              ControlCodes.SIO_QUERY_WFP_CONNECTION_REDIRECT_RECORDS)
          .<ByteBuffer>output(1024, Codec::bytes)
          .growable()
          .since("Windows 8")
          .on(TCP, UDP);

  /**
   * The opaque context that the driver attached to such a connection for this process. Page
   * "SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT Control Code", header mstcpip.h.
   */
  Ioctl<Void, ByteBuffer> SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT =
      Ioctl.of(
              "SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT",
              ControlCodes.SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT)
          .<ByteBuffer>output(1024, Codec::bytes)
          .growable()
          .since("Windows 8")
          .on(TCP, UDP);

  /**
   * Passes redirect records to the connection to the original destination, so that it is not
   * redirected again. Issue it before the connect. Page "SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS
   * Control Code", header mstcpip.h.
   */
  Ioctl<ByteBuffer, Void> SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS =
      Ioctl.of(
              "SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS",
              ControlCodes.SIO_SET_WFP_CONNECTION_REDIRECT_RECORDS)
          .input(ByteBuffer::remaining, Codec::putBytes)
          .since("Windows 8")
          .on(TCP);
}

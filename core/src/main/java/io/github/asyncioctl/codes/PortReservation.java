package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * A block of ports, reserved for this process until the socket that reserved it is closed:
 * INET_PORT_RESERVATION_INSTANCE (mstcpip.h).
 *
 * @param ports the ports
 * @param token the input of {@link Ioctls#SIO_ASSOCIATE_PORT_RESERVATION} and {@link
 *     Ioctls#SIO_RELEASE_PORT_RESERVATION}
 */
public record PortReservation(PortRange ports, long token) {
  /** The size of INET_PORT_RESERVATION_INSTANCE. */
  static final int SIZE = 16;

  /** The size of INET_PORT_RESERVATION_TOKEN. */
  static final int TOKEN_SIZE = 8;

  private static final int TOKEN = 8;

  static PortReservation read(ByteBuffer in) {
    return new PortReservation(PortRange.read(in), checkToken(in.getLong(TOKEN)));
  }

  static void writeToken(Long token, ByteBuffer out) {
    out.putLong(checkToken(token));
  }

  private static long checkToken(long token) {
    if (token == 0) {
      throw new IllegalArgumentException("0 is INVALID_PORT_RESERVATION_TOKEN");
    }
    return token;
  }
}

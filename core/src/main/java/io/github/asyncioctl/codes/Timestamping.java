package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * Which packets of a datagram socket get a time stamp: TIMESTAMPING_CONFIG (mstcpip.h).
 *
 * @param received whether received ones do; WSARecvMsg gives the time stamps
 * @param sent whether sent ones do; {@link Ioctls#SIO_GET_TX_TIMESTAMP} gives the time stamps
 * @param sentBuffered how many time stamps of sent ones are kept until someone asks, from 0 to
 *     65535; what comes beyond is lost
 */
public record Timestamping(boolean received, boolean sent, int sentBuffered) {
  /** The size of TIMESTAMPING_CONFIG. */
  static final int SIZE = 8;

  private static final int RX = 0x1;
  private static final int TX = 0x2;

  /**
   * Checks the range.
   *
   * @param received see the record
   * @param sent see the record
   * @param sentBuffered see the record
   */
  public Timestamping {
    Codec.checkRange("sentBuffered", sentBuffered, 0, 0xFFFF);
  }

  void write(ByteBuffer out) {
    out.putInt((received ? RX : 0) | (sent ? TX : 0)).putShort((short) sentBuffered);
  }
}

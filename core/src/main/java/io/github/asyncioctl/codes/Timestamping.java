package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * Which datagrams of a socket get a timestamp: TIMESTAMPING_CONFIG (mstcpip.h).
 *
 * @param received whether received datagrams get one; WSARecvMsg returns it
 * @param sent whether sent datagrams get one; {@link Ioctls#SIO_GET_TX_TIMESTAMP} returns it
 * @param sentBuffered how many timestamps of sent datagrams are kept until they are read, from 0 to
 *     65535; further ones are lost
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

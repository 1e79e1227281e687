package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * How long a TCP socket waits for an answer to its SYN before it sends the SYN again, and how
 * often: TCP_INITIAL_RTO_PARAMETERS (mstcpip.h). Start with {@link #asConfigured} or {@link
 * #systemDefault}. To fail at once if no socket listens:
 *
 * <pre>{@code InitialRto.asConfigured().withSynRetransmissions(0)}</pre>
 *
 * @param rttMillis the first estimate of the round-trip time in milliseconds, from which the
 *     timeout is computed; 0 for the default of Windows, 65535 for the administrator's setting
 * @param maxSynRetransmissions how often to send the SYN again, from 1 to 253; 0 for the default of
 *     Windows, 254 for never (since Windows 10 1709), 255 for the administrator's setting
 */
public record InitialRto(int rttMillis, int maxSynRetransmissions) {
  /** The size of TCP_INITIAL_RTO_PARAMETERS. */
  static final int SIZE = 4;

  private static final int UNSPECIFIED_RTT = 0xFFFF;
  private static final int NO_RETRANSMISSIONS = 0xFE;
  private static final int UNSPECIFIED_RETRANSMISSIONS = 0xFF;

  /**
   * Checks the ranges.
   *
   * @param rttMillis see the record
   * @param maxSynRetransmissions see the record
   */
  public InitialRto {
    Codec.checkRange("rttMillis", rttMillis, 0, UNSPECIFIED_RTT);
    Codec.checkRange(
        "maxSynRetransmissions", maxSynRetransmissions, 0, UNSPECIFIED_RETRANSMISSIONS);
  }

  /**
   * The administrator's settings.
   *
   * @return the setting
   */
  public static InitialRto asConfigured() {
    return new InitialRto(UNSPECIFIED_RTT, UNSPECIFIED_RETRANSMISSIONS);
  }

  /**
   * The defaults of Windows, regardless of the administrator's settings.
   *
   * @return the setting
   */
  public static InitialRto systemDefault() {
    return new InitialRto(0, 0);
  }

  /**
   * The same setting with another estimate of the round-trip time.
   *
   * @param rtt from 1 ms to 65534 ms, truncated to whole milliseconds
   * @return the setting
   */
  public InitialRto withRtt(Duration rtt) {
    if (rtt.isNegative() || rtt.compareTo(Duration.ofMillis(UNSPECIFIED_RTT)) >= 0) {
      throw new IllegalArgumentException("rtt must be from 1 to 65534 ms, but is " + rtt);
    }
    int millis = (int) Codec.checkRange("rtt in ms", rtt.toMillis(), 1, UNSPECIFIED_RTT - 1);
    return new InitialRto(millis, maxSynRetransmissions);
  }

  /**
   * The same setting with another number of retransmissions.
   *
   * @param times from 0 to 253
   * @return the setting
   */
  public InitialRto withSynRetransmissions(int times) {
    Codec.checkRange("times", times, 0, NO_RETRANSMISSIONS - 1);
    return new InitialRto(rttMillis, times == 0 ? NO_RETRANSMISSIONS : times);
  }

  void write(ByteBuffer out) {
    out.putShort((short) rttMillis).put((byte) maxSynRetransmissions);
  }
}

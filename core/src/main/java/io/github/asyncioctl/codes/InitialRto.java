package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * How long a TCP socket waits for an answer before it asks again for a connection, and how often:
 * TCP_INITIAL_RTO_PARAMETERS (mstcpip.h). Begin with {@link #asConfigured} or {@link
 * #systemDefault}; to fail at once where nobody listens:
 *
 * <pre>{@code InitialRto.asConfigured().withSynRetransmissions(0)}</pre>
 *
 * @param rttMillis the first estimate of the round-trip time in milliseconds, from which the
 *     timeout is computed; 0 for the default of Windows, 65535 for what the administrator
 *     configured
 * @param maxSynRetransmissions how often to ask again, from 1 to 253; 0 for the default of Windows,
 *     254 for never (since Windows 10 1709), 255 for what the administrator configured
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
   * What the administrator configured.
   *
   * @return the setting
   */
  public static InitialRto asConfigured() {
    return new InitialRto(UNSPECIFIED_RTT, UNSPECIFIED_RETRANSMISSIONS);
  }

  /**
   * The defaults of Windows, whatever the administrator configured.
   *
   * @return the setting
   */
  public static InitialRto systemDefault() {
    return new InitialRto(0, 0);
  }

  /**
   * The same with another estimate.
   *
   * @param rtt from 1 ms to 65534 ms, of which fractions of a millisecond are cut off
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
   * The same with another number of repetitions.
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

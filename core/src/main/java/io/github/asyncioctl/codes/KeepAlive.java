package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * When a TCP connection is probed on which nothing happens: tcp_keepalive (mstcpip.h). How many
 * probes go unanswered before the connection is given up is not a matter of the socket: ten since
 * Windows Vista.
 *
 * @param on whether it is probed at all; if not, the other components are ignored
 * @param idle how long nothing happens before the first probe, from 1 ms to 2^32 - 1 ms, of which
 *     fractions of a millisecond are cut off
 * @param interval how long after an unanswered probe the next one follows, in the same range
 */
public record KeepAlive(boolean on, Duration idle, Duration interval) {
  /** The size of tcp_keepalive. */
  static final int SIZE = 12;

  private static final long MAX_MILLIS = 0xFFFF_FFFFL;

  /**
   * Checks the ranges.
   *
   * @param on see the record
   * @param idle see the record
   * @param interval see the record
   */
  public KeepAlive {
    if (on) {
      check("idle", idle);
      check("interval", interval);
    }
  }

  /**
   * Probes.
   *
   * @param idle how long nothing happens before the first one
   * @param interval how long after an unanswered one the next one follows
   * @return the setting
   */
  public static KeepAlive after(Duration idle, Duration interval) {
    return new KeepAlive(true, idle, interval);
  }

  /**
   * No probes.
   *
   * @return the setting
   */
  public static KeepAlive off() {
    return new KeepAlive(false, Duration.ZERO, Duration.ZERO);
  }

  private static void check(String what, Duration duration) {
    boolean inRange =
        duration.compareTo(Duration.ofMillis(1)) >= 0
            && duration.compareTo(Duration.ofMillis(MAX_MILLIS + 1)) < 0;
    if (!inRange) {
      throw new IllegalArgumentException(
          what + " must be from 1 to " + MAX_MILLIS + " ms, but is " + duration);
    }
  }

  void write(ByteBuffer out) {
    if (on) {
      out.putInt(1).putInt((int) idle.toMillis()).putInt((int) interval.toMillis());
    } else {
      out.putInt(0).putInt(0).putInt(0);
    }
  }
}

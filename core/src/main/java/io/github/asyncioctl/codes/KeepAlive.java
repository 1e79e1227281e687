package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * When an idle TCP connection is probed: tcp_keepalive (mstcpip.h). A socket cannot set the number
 * of unanswered probes after which the connection is aborted: it is ten since Windows Vista.
 *
 * @param on whether the connection is probed at all; if not, the other components are ignored
 * @param idle how long the connection is idle before the first probe, from 1 ms to 2^32 - 1 ms,
 *     truncated to whole milliseconds
 * @param interval the time between an unanswered probe and the next one, in the same range
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
   * Switches probes on.
   *
   * @param idle how long the connection is idle before the first probe
   * @param interval the time between an unanswered probe and the next one
   * @return the setting
   */
  public static KeepAlive after(Duration idle, Duration interval) {
    return new KeepAlive(true, idle, interval);
  }

  /**
   * Switches probes off.
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

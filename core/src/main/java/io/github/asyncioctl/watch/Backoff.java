package io.github.asyncioctl.watch;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long after each failure, up to a limit. */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofMinutes(1);

  private Duration last = Duration.ZERO;

  /** An attempt followed the last failure of the other kind at once. */
  private boolean atOnce;

  /**
   * After a failure.
   *
   * @param lasted how long it had worked before; longer than the last delay counts as a success
   */
  Duration next(Duration lasted) {
    Duration doubled = last.multipliedBy(2);
    if (last.isZero() || lasted.compareTo(last) > 0) {
      last = FIRST;
    } else {
      last = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
    return last;
  }

  /**
   * After a failure that says nothing about the next attempt.
   *
   * @param lasted how long it had worked before
   * @return whether to try again at once; not twice in quick succession
   */
  boolean allowsAtOnce(Duration lasted) {
    atOnce = !atOnce || lasted.compareTo(FIRST) > 0;
    return atOnce;
  }

  /** After a success. */
  void reset() {
    last = Duration.ZERO;
    atOnce = false;
  }
}

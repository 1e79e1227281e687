package io.github.asyncioctl.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns of a thread that shall not be quicker than so many a second. A turn that took longer is not
 * made up for: a machine that has other work to do does less of this.
 */
final class Pace {
  private final long periodNanos;
  private long next = System.nanoTime();

  private Pace(long periodNanos) {
    this.periodNanos = periodNanos;
  }

  /** As fast as the machine can. */
  static Pace full() {
    return new Pace(0);
  }

  static Pace perSecond(double turns) {
    return new Pace((long) (TimeUnit.SECONDS.toNanos(1) / turns));
  }

  /** Returns when it is time for the next turn, or when the thread is interrupted. */
  void await() {
    long now = System.nanoTime();
    long left = next - now;
    next = Math.max(next, now) + periodNanos;
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }

  /** Returns at its next turn, or at the end of all turns. */
  void awaitUntil(long end) {
    next = Math.min(next, end);
    await();
  }
}

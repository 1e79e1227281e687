package io.github.asyncioctl.internal.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The starting call that the waiter is in, which should take no time. A thread that sends something
 * meanwhile, and finds that the call has taken long, logs which call it is, once for each call.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
final class Overdue {
  /** How long a starting call may block before the log names it. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier clock;

  // Written by the waiter, read by anybody. The number is odd during a call, and another one for
  // each: whoever finds the same before and after has read what belongs together.
  private volatile long number;
  private volatile @Nullable Target target;
  private volatile int code;
  private volatile long since;

  private volatile long told;

  Overdue(LongSupplier clock) {
    this.clock = clock;
  }

  /** The waiter is about to make the call. */
  void begin(Target newTarget, int newCode) {
    target = newTarget;
    code = newCode;
    since = clock.getAsLong();
    number++;
  }

  /** It has come back from it. */
  void end() {
    number++;
    target = null;
  }

  /** Logs a call that blocks. Thread-safe. */
  void look(Calls calls, Notices notices) {
    long before = number;
    Target called = target;
    int calledCode = code;
    long begun = since;
    if ((before & 1) == 0
        || called == null
        || before == told
        || before != number
        || clock.getAsLong() - begun <= PATIENCE_NANOS) {
      return;
    }
    told = before;
    notices.warn(
        "{} has blocked the waiter for more than a second; {}",
        calls.describe(called, calledCode),
        called.isSocket() && calledCode != 0
            ? "if the code completes at once, declare it with atOnce, so that it stays off the"
                + " waiter"
            : "was the handle opened with FILE_FLAG_OVERLAPPED?");
  }
}

package io.github.asyncioctl.internal.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The starting call that the waiter is in, which ought to take no time. Whoever sends it something
 * meanwhile, and finds that it has taken long, tells people which call it is: once for each.
 */
final class Overdue {
  /** How long a starting call may block before the log names it. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier clock;

  // Written by the waiter, read by anybody.
  private volatile @Nullable Operation<?> errand;
  private volatile long since;

  private volatile @Nullable Operation<?> told;

  Overdue(LongSupplier clock) {
    this.clock = clock;
  }

  /** The waiter is about to make the call. */
  void begin(Operation<?> operation) {
    since = clock.getAsLong();
    errand = operation;
  }

  /** It has come back from it. */
  void end() {
    errand = null;
    told = null;
  }

  /** For any thread: tells of a call that blocks. */
  void look(Calls calls, Notices notices) {
    Operation<?> operation = errand;
    long begun = since;
    // The same before and after: so the time in between is that of this operation.
    if (operation == null
        || operation != errand
        || operation == told
        || clock.getAsLong() - begun < PATIENCE_NANOS) {
      return;
    }
    told = operation;
    notices.warn(
        "{} has blocked the waiter for more than a second; {}",
        calls.describe(operation.target, operation.code),
        operation.target.isSocket() && operation.code != 0
            ? "if the code completes at once, declare it so, and it stays off the waiter"
            : "was the handle opened for overlapped operation?");
  }
}

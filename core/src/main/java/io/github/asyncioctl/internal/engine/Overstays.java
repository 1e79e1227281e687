package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations that were cancelled and that the kernel still has. Whoever operates the program is
 * told of each once, with its code and its handle, when that has lasted. Owned by the waiter.
 */
final class Overstays {
  private static final Logger LOG = LoggerFactory.getLogger(Overstays.class);

  /** How long the kernel may take to cancel an operation before the log names it. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Failures failures;

  /** Those that were not complained of. */
  private int count;

  private long nextLook;

  Overstays(Failures failures) {
    this.failures = failures;
  }

  /** The kernel was asked to cancel an operation. */
  void cancelled(Operation<?> operation, long now) {
    operation.cancelledAt = now;
    operation.isOverstay = true;
    if (count++ == 0) {
      nextLook = now + PATIENCE_NANOS;
    }
  }

  /** The kernel has given an operation back, or it was given up. */
  void gone(Operation<?> operation) {
    if (operation.isOverstay) {
      operation.isOverstay = false;
      count--;
    }
  }

  /** After how many milliseconds to look, {@link Kernel#INFINITE} if there is nothing to see. */
  int untilLook(long now) {
    return count == 0
        ? Kernel.INFINITE
        : (int) TimeUnit.NANOSECONDS.toMillis(Math.max(0, nextLook - now)) + 1;
  }

  /** Complains of those that have been cancelled for long. */
  void look(long now, InFlight inFlight) {
    if (count > 0 && now - nextLook >= 0) {
      nextLook = now + PATIENCE_NANOS;
      inFlight.forEachOperation(operation -> complain(operation, now));
    }
  }

  private void complain(Operation<?> operation, long now) {
    if (!operation.isOverstay) {
      return;
    }
    long age = now - operation.cancelledAt;
    if (age < PATIENCE_NANOS) {
      nextLook = Math.min(nextLook, operation.cancelledAt + PATIENCE_NANOS);
      return;
    }
    gone(operation);
    LOG.warn(
        "{} {} on handle 0x{} was cancelled {} s ago, and the system has not ended it; its memory"
            + " is kept until then",
        operation.target.function(),
        failures.describe(operation.code),
        Long.toHexString(operation.target.handle()),
        TimeUnit.NANOSECONDS.toSeconds(age));
  }
}

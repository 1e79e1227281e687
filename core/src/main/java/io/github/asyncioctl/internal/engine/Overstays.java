package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Operations that were cancelled and that the kernel still has. The log reports each once when that
 * has lasted, the first ones with code and handle. Owned by the waiter.
 */
final class Overstays {
  /** All operations in flight. */
  interface All {
    void forEach(Lane.Finder action);
  }

  /** How long the kernel may take to cancel an operation before the log names it. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How many are named at a time: thousands may be stuck in one provider. */
  private static final int NAMED = 10;

  private final Calls calls;
  private final Notices notices;

  /** Those that were not reported. */
  private int count;

  private long nextLook;

  Overstays(Calls calls, Notices notices) {
    this.calls = calls;
    this.notices = notices;
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

  /** Whether there is nothing to look at. */
  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Reports those that were cancelled long ago.
   *
   * @return after how many milliseconds to look again, {@link Kernel#INFINITE} if there are none
   */
  int look(long now, All all) {
    if (count > 0 && now - nextLook >= 0) {
      nextLook = now + PATIENCE_NANOS;
      try {
        List<Operation<?>> late = new ArrayList<>();
        all.forEach(operation -> check(operation, now, late));
        tell(late);
      } catch (OutOfMemoryError e) { // then the next look tells of them, or nobody
        nextLook = now + PATIENCE_NANOS;
      }
    }
    return count == 0
        ? Kernel.INFINITE
        : (int) TimeUnit.NANOSECONDS.toMillis(Math.max(0, nextLook - now)) + 1;
  }

  private void check(Operation<?> operation, long now, List<Operation<?>> late) {
    if (!operation.isOverstay) {
      return;
    }
    if (now - operation.cancelledAt < PATIENCE_NANOS) {
      nextLook = Math.min(nextLook, operation.cancelledAt + PATIENCE_NANOS);
      return;
    }
    late.add(operation);
    gone(operation);
  }

  private void tell(List<Operation<?>> late) {
    late.stream().limit(NAMED).forEach(this::name);
    if (late.size() > NAMED) {
      notices.warn("... and {} further operations", late.size() - NAMED);
    }
  }

  private void name(Operation<?> operation) {
    notices.warn(
        "{} was cancelled more than {} s ago, but the system has not ended it; its memory is"
            + " kept until it does",
        calls.describe(operation.target, operation.code),
        TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS));
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands ended operations to the executor that completes their futures: the user's, or the default
 * one if there is none or it refuses. Owned by the waiter.
 */
final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private static final long LOOK_MICROS = 20_000;
  private static final long DECODERS_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private @Nullable Executor users;
  private final CompletionExecutor fallback;
  private boolean refusalLogged;

  Deliveries(@Nullable Executor users, ThreadFactory threads) {
    this.users = users;
    this.fallback = new CompletionExecutor(threads);
  }

  void deliver(Operation<?> operation) {
    Executor chosen = users;
    if (chosen != null) {
      try {
        chosen.execute(operation);
        return;
      } catch (Throwable refusal) { // whatever it throws, the future must complete
        logRefusal(refusal);
      }
    }
    try {
      fallback.execute(operation);
    } catch (Throwable refusal) { // no memory or no thread to be had
      operation.run();
    }
  }

  private void logRefusal(Throwable refusal) {
    if (refusalLogged) {
      return;
    }
    refusalLogged = true;
    try {
      LOG.warn(
          "The completion executor refused a completion; the default one takes this and the like",
          refusal);
    } catch (Throwable thrown) { // a logger must not cost a completion
      refusal.addSuppressed(thrown);
    }
  }

  /**
   * Looks after completions that wait.
   *
   * @return after how many milliseconds to look again, {@link Kernel#INFINITE} if none waits
   */
  int relieve(long now) {
    fallback.relieve(now);
    return fallback.hasBacklog()
        ? (int) TimeUnit.NANOSECONDS.toMillis(CompletionExecutor.PATIENCE_NANOS)
        : Kernel.INFINITE;
  }

  /** The user's executor may be what did not come back, so it gets nothing any more. */
  void forgetUsersExecutor() {
    users = null;
  }

  /**
   * Waits until every future is complete that the default executor got, and ends its workers. A
   * future that a decoder of the user's keeps from completing is waited for only so long.
   */
  void finish(LongSupplier clock) {
    long end = System.nanoTime() + DECODERS_NANOS;
    try {
      for (long micros = 10;
          !(fallback.isDone() || (fallback.isBegun() && System.nanoTime() - end >= 0));
          micros = Math.min(2 * micros, LOOK_MICROS)) {
        fallback.relieve(clock.getAsLong());
        pause(micros);
      }
    } finally {
      fallback.shutdown();
    }
  }

  private static void pause(long micros) {
    try {
      TimeUnit.MICROSECONDS.sleep(micros);
    } catch (InterruptedException e) {
      // By a dependent that ran here. The thread ends soon, and not for an interrupt.
    }
  }
}

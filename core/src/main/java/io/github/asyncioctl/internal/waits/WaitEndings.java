package io.github.asyncioctl.internal.waits;

import io.github.asyncioctl.internal.engine.Companion;
import io.github.asyncioctl.internal.engine.Linked;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends every future of a wait that is left when the engine ends. Ending a future runs its
 * dependents, which may block, so the completion workers do it, one future a job.
 */
final class WaitEndings {
  /** How long outcomes may take to reach their futures by themselves. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Companion companion;
  private final Set<Wait> live;

  WaitEndings(Companion companion, Set<Wait> live) {
    this.companion = companion;
    this.live = live;
  }

  /** What has no outcome gets none any more. */
  void begin() {
    start(new Round(live.iterator(), Wait::endWithoutOutcome));
  }

  /** Returns when they have ended; after a bounded time in any case. */
  void await() {
    if (!awaitDone()) {
      // What has an outcome did not get it: the user's executor has dropped it.
      start(new Round(live.iterator(), Wait::endWithOutcome));
      boolean unused = awaitDone();
    }
  }

  private boolean awaitDone() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!isDone()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      companion.insist();
      LockSupport.parkNanos(this, PAUSE_NANOS); // comes back at once if interrupted: then it spins
    }
    return true;
  }

  /** Dependents of some may still run. */
  private boolean isDone() {
    for (Wait wait : live) {
      if (!wait.future.isDone()) {
        return false;
      }
    }
    return true;
  }

  private void start(Round round) {
    try {
      companion.later(new End(round));
    } catch (Throwable noMemory) {
      for (Wait wait = round.next(); wait != null; wait = round.next()) {
        round.action.accept(wait);
      }
    }
  }

  /** Those that were there when it began, each taken once. */
  private static final class Round {
    private final Iterator<Wait> left;
    final Consumer<Wait> action;

    Round(Iterator<Wait> left, Consumer<Wait> action) {
      this.left = left;
      this.action = action;
    }

    synchronized @Nullable Wait next() {
      return left.hasNext() ? left.next() : null;
    }
  }

  /** Ends one future; before that it has the next one ended. */
  private final class End extends Linked {
    private final Round round;

    End(Round round) {
      this.round = round;
    }

    @Override
    public void run() {
      Wait wait = round.next();
      if (wait != null) {
        start(round);
        round.action.accept(wait);
      }
    }
  }
}

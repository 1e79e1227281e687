package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes one of many events: it waits until none has come for a while. Time is cut into ticks, and
 * the alarms are armed again once in each, so that a storm of events costs little. An endless storm
 * is interrupted when it has lasted for some such whiles, or the state would never be told.
 *
 * <p>All methods are for tasks of the session.
 */
final class Settling {
  /** So many ticks without an event are quiet. */
  static final int QUIET_TICKS = 4;

  /** A burst is taken for that many times as long as it has to be quiet, no longer. */
  static final int LONGEST = 4;

  private final Duration tick;
  private final Timer timer;
  private final Executor tasks;
  private final Runnable rearm;
  private final Runnable onSettled;

  private @Nullable CompletableFuture<Void> pause;
  private int quiet;
  private int ticks;

  /**
   * @param time how long it must be quiet; zero for not at all
   * @param rearm arms the alarms again that have rung
   */
  Settling(Duration time, Timer timer, Executor tasks, Runnable rearm, Runnable onSettled) {
    this.tick = time.dividedBy(QUIET_TICKS);
    this.timer = timer;
    this.tasks = tasks;
    this.rearm = rearm;
    this.onSettled = onSettled;
  }

  /** Whether events have come, and it is not quiet yet. */
  boolean isUnderWay() {
    return pause != null;
  }

  void event() {
    if (tick.isZero()) {
      onSettled.run();
    } else if (pause == null) {
      quiet = 0;
      ticks = 0;
      begin();
    } else {
      quiet = -1; // what is left of this tick does not count
    }
  }

  private void begin() {
    CompletableFuture<Void> begun = timer.after(tick);
    pause = begun;
    Futures.whenDone(begun, () -> tasks.execute(() -> end(begun)));
    rearm.run();
  }

  /** Does nothing about a tick that was cancelled. */
  private void end(CompletableFuture<Void> about) {
    if (about != pause) {
      return;
    }
    quiet++;
    ticks++;
    if (quiet >= QUIET_TICKS || ticks >= QUIET_TICKS * LONGEST) {
      pause = null;
      onSettled.run();
    } else {
      begin();
    }
  }

  void cancel() {
    CompletableFuture<Void> ended = pause;
    pause = null;
    if (ended != null) {
      ended.cancel(false);
    }
  }
}

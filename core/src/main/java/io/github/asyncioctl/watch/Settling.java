package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Combines many events into one: it waits until none has come for a while. It divides time into
 * ticks and arms the alarms again once in each, so that a storm of events costs little. If a storm
 * does not end, it interrupts the storm after a few such times; otherwise the state would never be
 * published.
 *
 * <p>Only tasks of the session call the methods.
 */
final class Settling {
  /** After this many ticks without an event the network is quiet. */
  static final int QUIET_TICKS = 4;

  /** The longest burst, as a multiple of the settling time. */
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
   * @param time how long the network must be quiet; zero for no settling
   * @param rearm arms the alarms that have rung
   */
  Settling(Duration time, Timer timer, Executor tasks, Runnable rearm, Runnable onSettled) {
    this.tick = time.dividedBy(QUIET_TICKS);
    this.timer = timer;
    this.tasks = tasks;
    this.rearm = rearm;
    this.onSettled = onSettled;
  }

  /** Whether events have come and the network is not quiet yet. */
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

  /** Ignores a cancelled tick. */
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

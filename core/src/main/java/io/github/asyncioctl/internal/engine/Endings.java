package io.github.asyncioctl.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * Ends every future that is left when the engine ends, wherever its operation is: in the kernel, in
 * a waiter that does not return, in an executor that has dropped it, or in a decoder that hangs.
 * Ending a future runs its dependents, which may block, so the workers do it, one future in each
 * job.
 */
final class Endings {
  /** How long outcomes may take to reach their futures by themselves. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Live live;
  private final CompletionWorkers workers;

  Endings(Live live, CompletionWorkers workers) {
    this.live = live;
    this.workers = workers;
  }

  /** Ends all of them, and returns when they have ended; a bounded time in any case. */
  void endAll() {
    live.close();
    // What has no outcome gets none any more.
    start(1);
    if (!awaitDone()) {
      // What has one did not get it: its executor has dropped it, or its decoder hangs.
      start(2);
      awaitDone();
    }
    workers.shutdown();
  }

  private void start(int round) {
    try {
      workers.execute(new End(round));
    } catch (Throwable noMemory) {
      end(round);
    }
  }

  private void end(int round) {
    Operation<?> operation;
    while ((operation = live.nextToEnd(round)) != null) {
      end(operation, round);
    }
  }

  private static void end(Operation<?> operation, int round) {
    try {
      if (round == 1) {
        operation.endWithoutOutcome();
      } else {
        operation.endWithOutcome();
      }
    } catch (OutOfMemoryError e) { // for the words of a failure
      operation.future.deliverFailure(e);
    }
  }

  /** Whether every future has ended in time. */
  private boolean awaitDone() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (long pause = 10_000; !live.isDone(); pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      if (!workers.insist()) {
        helpOut();
      }
      pause(pause);
    }
    return true;
  }

  /**
   * The system cannot create a thread: dependents run here, because otherwise some futures would
   * never end.
   */
  private void helpOut() {
    Linked job = workers.takeOne();
    if (job != null) {
      job.run();
    }
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Thread.onSpinWait();
    }
  }

  /** Ends one future; before that it has the next one ended. */
  private final class End extends Linked {
    private final int round;

    End(int round) {
      this.round = round;
    }

    @Override
    public void run() {
      Operation<?> operation = live.nextToEnd(round);
      if (operation != null) {
        start(round);
        end(operation, round);
      }
    }
  }
}

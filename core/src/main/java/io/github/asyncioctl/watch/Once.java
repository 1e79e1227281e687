package io.github.asyncioctl.watch;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that runs once, even if several executors have it. An executor may accept a task and throw
 * nevertheless, so it is unknown whether the task will run there.
 */
final class Once implements Runnable {
  private final Runnable task;
  private final AtomicBoolean begun = new AtomicBoolean();

  Once(Runnable task) {
    this.task = task;
  }

  @Override
  public void run() {
    if (begun.compareAndSet(false, true)) {
      task.run();
    }
  }
}

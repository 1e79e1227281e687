package io.github.asyncioctl.watch;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that runs once, whoever else has been given it: an executor may throw though it has taken
 * a task, and so nobody can tell whether it will run there.
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

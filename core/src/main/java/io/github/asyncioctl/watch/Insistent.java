package io.github.asyncioctl.watch;

import java.util.concurrent.Executor;

/**
 * Uses another executor, and the caller's thread for tasks that it refuses. Once a thread has
 * claimed a loop, the loop must run, because the next thread relies on that.
 */
final class Insistent implements Executor {
  private final Executor executor;

  Insistent(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    Once once = new Once(task);
    try {
      executor.execute(once);
    } catch (Throwable refusal) {
      // Nothing else would ever run it.
      once.run();
    }
  }
}

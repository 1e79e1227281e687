package io.github.asyncioctl.watch;

import java.util.concurrent.Executor;

/**
 * Another executor, and the caller's thread for what that one refuses. A loop that is begun when
 * nobody is at it must run: whoever comes next believes that somebody is.
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

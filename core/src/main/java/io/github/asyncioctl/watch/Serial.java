package io.github.asyncioctl.watch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one after the other, in the order in which they were added, on threads of another
 * executor, or on the caller's thread if that executor refuses. Data that only these tasks use
 * needs no lock. A task that another task adds runs after it.
 */
final class Serial implements Executor {
  private final Executor executor;
  private final Consumer<Throwable> onThrown;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger();

  /**
   * @param onThrown receives what a task throws, in a task
   */
  Serial(Executor executor, Consumer<Throwable> onThrown) {
    this.executor = new Insistent(executor);
    this.onThrown = onThrown;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (left.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    do {
      Runnable task = tasks.remove();
      try {
        task.run();
      } catch (Throwable thrown) {
        execute(() -> onThrown.accept(thrown));
      }
    } while (left.decrementAndGet() > 0);
  }
}

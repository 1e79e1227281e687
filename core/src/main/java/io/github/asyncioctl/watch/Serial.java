package io.github.asyncioctl.watch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one after the other, in the order in which they came, on threads of another executor,
 * or on the caller's if that one refuses. What only its tasks touch needs no lock. A task that is
 * added by a task runs after it.
 */
final class Serial implements Executor {
  private final Executor executor;
  private final Consumer<Throwable> onThrown;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger left = new AtomicInteger();

  /**
   * @param onThrown gets what a task throws, as a task
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

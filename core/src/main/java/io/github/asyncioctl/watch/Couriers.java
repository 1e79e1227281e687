package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a watch: none while there is nothing to do, otherwise one. Another thread joins
 * only if a task has waited for {@link #PATIENCE} because a subscriber blocks. So a thousand
 * subscribers share a thread, and one that blocks forever does not stop the others.
 */
final class Couriers implements Executor {
  /** How long a task waits before another thread joins. */
  static final Duration PATIENCE = Duration.ofMillis(100);

  private static final long IDLE_MILLIS = 1000;

  private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final AtomicBoolean willLook = new AtomicBoolean();
  private final ThreadPoolExecutor workers;
  private final Executor insistent;
  private final Timer timer;

  Couriers(ThreadFactory threads, Timer timer) {
    this.timer = timer;
    workers =
        new ThreadPoolExecutor(
            1, Integer.MAX_VALUE, IDLE_MILLIS, TimeUnit.MILLISECONDS, ready, threads);
    workers.allowCoreThreadTimeOut(true);
    insistent = new Insistent(workers);
  }

  @Override
  public void execute(Runnable task) {
    insistent.execute(task);
    lookLater();
  }

  private void lookLater() {
    Runnable head = ready.peek();
    if (head != null && willLook.compareAndSet(false, true)) {
      try {
        Futures.whenDone(timer.after(PATIENCE), () -> look(head));
      } catch (Throwable noTimer) {
        // The task is in line all the same. With the next one this is tried again.
        willLook.set(false);
      }
    }
  }

  private void look(@Nullable Runnable headBefore) {
    willLook.set(false);
    Runnable head = ready.peek();
    if (head != null && head == headBefore) {
      addWorker();
    } else if (head == null) {
      // Those that are blocked do not count.
      workers.setCorePoolSize(Math.min(workers.getCorePoolSize(), workers.getActiveCount() + 1));
    }
    lookLater();
  }

  private void addWorker() {
    int size = workers.getPoolSize();
    try {
      workers.setCorePoolSize(size + 1);
    } catch (OutOfMemoryError noThread) {
      // The task waits for a thread that there is, or for the next look.
      workers.setCorePoolSize(Math.max(1, size));
    }
  }
}

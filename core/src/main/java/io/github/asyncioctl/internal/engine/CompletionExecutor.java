package io.github.asyncioctl.internal.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The default executor for completions: one worker thread. Only if a completion has waited for
 * {@link #PATIENCE_NANOS}, because dependents that run before it block, another worker joins; it
 * leaves again when it has been idle for a while. So a thousand completions at once share one
 * thread, and dependents that block for ever keep nobody else's future from completing.
 *
 * <p>The waiter feeds it and looks after it; both on its own thread.
 */
final class CompletionExecutor implements Executor {
  /** How long a completion waits before another worker joins: 100 ms. */
  static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor workers;
  private @Nullable Runnable oldest;
  private long oldestSince;

  CompletionExecutor(ThreadFactory threads) {
    workers = new ThreadPoolExecutor(1, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, ready, threads);
  }

  @Override
  public void execute(Runnable completion) {
    workers.execute(completion);
  }

  /** Whether completions wait for a worker. */
  boolean hasBacklog() {
    return !ready.isEmpty();
  }

  /** Whether it ever had anything to do. */
  boolean isUsed() {
    return workers.getTaskCount() > 0;
  }

  /** Lets another worker join if the oldest completion has waited too long for one. */
  void relieve(long now) {
    Runnable head = ready.isEmpty() ? null : ready.peek();
    if (head != oldest) {
      oldest = head;
      oldestSince = now;
    } else if (head != null && now - oldestSince >= PATIENCE_NANOS) {
      oldestSince = now;
      addWorker();
    }
    if (head == null && workers.getCorePoolSize() > 1) {
      workers.setCorePoolSize(1);
    }
  }

  private void addWorker() {
    int size = workers.getPoolSize();
    try {
      workers.setCorePoolSize(size + 1);
    } catch (OutOfMemoryError noThread) {
      // The completion waits for a worker that there is, or for the next look.
      workers.setCorePoolSize(Math.max(1, size));
    }
  }

  /** Lets the workers finish what they have, and end. */
  void shutdown() {
    workers.shutdown();
  }
}

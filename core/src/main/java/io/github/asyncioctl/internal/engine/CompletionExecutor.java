package io.github.asyncioctl.internal.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The default executor for completions: one worker thread. Only if a completion has waited for
 * {@link #PATIENCE_NANOS}, because dependents that run before it block, another worker joins; it
 * leaves again when it has been idle for a while. So a thousand completions at once share one
 * thread, and dependents that block for ever keep nobody else's future from completing.
 *
 * <p>The waiter feeds it and looks after it; both on its own thread.
 */
final class CompletionExecutor {
  /** How long a completion waits before another worker joins: 100 ms. */
  static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final ThreadPoolExecutor workers;

  /** What each worker completes, or that it does nothing. Its dependents may block it. */
  private final Map<Thread, Object> atWork = new ConcurrentHashMap<>();

  /** Counted by any thread: whoever closes the engine may take the waiter's place. */
  private final AtomicLong taken = new AtomicLong();

  private @Nullable Runnable oldest;
  private long oldestSince;

  CompletionExecutor(ThreadFactory threads) {
    workers = new Workers(ready, threads, atWork);
  }

  private static final class Workers extends ThreadPoolExecutor {
    private static final Object NOTHING = new Object();

    private final Map<Thread, Object> atWork;

    Workers(
        LinkedBlockingQueue<Runnable> ready, ThreadFactory threads, Map<Thread, Object> atWork) {
      super(
          1, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, ready, task -> leaving(task, threads, atWork));
      this.atWork = atWork;
    }

    private static Thread leaving(
        Runnable worker, ThreadFactory threads, Map<Thread, Object> atWork) {
      return threads.newThread(
          () -> {
            try {
              worker.run();
            } finally {
              atWork.remove(Thread.currentThread());
            }
          });
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      try {
        atWork.put(thread, task);
      } catch (OutOfMemoryError e) {
        // Thrown on, it would cost the completion; without it only closing waits longer.
      }
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
      atWork.replace(Thread.currentThread(), NOTHING);
    }
  }

  void execute(Operation<?> ended) {
    taken.incrementAndGet();
    try {
      workers.execute(ended);
    } catch (Throwable refusal) { // no memory or no thread to be had
      taken.decrementAndGet();
      throw refusal;
    }
  }

  /** Whether completions wait for a worker. */
  boolean hasBacklog() {
    return !ready.isEmpty();
  }

  /**
   * Whether every future is complete that was handed over, though dependents of some may still run.
   * What a worker has fetched and not begun counts as neither run nor at work.
   */
  boolean isDone() {
    return areAtWork(ended -> ended.future.isDone());
  }

  /** Whether workers have begun with all that was handed over: a decoder may block, too. */
  boolean isBegun() {
    return areAtWork(ended -> true);
  }

  private boolean areAtWork(Predicate<Operation<?>> condition) {
    long unfinished = taken.get() - workers.getCompletedTaskCount();
    return atWork.values().stream()
            .filter(task -> task instanceof Operation<?> ended && condition.test(ended))
            .count()
        >= unfinished;
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

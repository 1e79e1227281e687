package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Delays, on a thread that exists while there are delays, and a second longer. The JDK's own delays
 * run on one thread for the whole process. It never ends, and keeps the class loader of the code
 * that started it reachable.
 */
final class Delays implements Timer {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The end of a wait. */
  private static final class Delay {
    final long at;
    final CompletableFuture<Void> end = new CompletableFuture<>();

    Delay(long at) {
      this.at = at;
    }

    /** As {@link System#nanoTime} wants it. */
    static int compare(Delay one, Delay other) {
      return Long.signum(one.at - other.at);
    }
  }

  private final ThreadFactory threads;

  // Guarded by this. The futures are completed without the lock.
  private final PriorityQueue<Delay> waiting = new PriorityQueue<>(Delay::compare);
  private @Nullable Thread worker;

  Delays(ThreadFactory threads) {
    this.threads = threads;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public CompletableFuture<Void> after(Duration delay) {
    Delay added = new Delay(System.nanoTime() + nanos(delay));
    add(added);
    Futures.whenDone(added.end, () -> removeIfCancelled(added));
    return added.end;
  }

  /** Two moments must not be further apart than half of the range of a long. */
  private static long nanos(Duration delay) {
    Duration longest = Duration.ofNanos(Long.MAX_VALUE / 4);
    return (delay.compareTo(longest) < 0 ? delay : longest).toNanos();
  }

  private synchronized void add(Delay added) {
    if (worker == null) {
      Thread created = threads.newThread(this::work);
      created.start();
      worker = created;
    }
    waiting.add(added);
    notifyAll();
  }

  private synchronized void removeIfCancelled(Delay ended) {
    if (ended.end.isCancelled() && waiting.remove(ended)) {
      notifyAll(); // the thread may sleep until its time
    }
  }

  private void work() {
    try {
      for (Delay due = await(); due != null; due = await()) {
        due.end.complete(null);
      }
    } finally {
      leave();
    }
  }

  /** The next delay that is over; null if there are no more. */
  private synchronized @Nullable Delay await() {
    long idleUntil = System.nanoTime() + IDLE_NANOS;
    while (true) {
      Delay first = waiting.peek();
      if (first != null) {
        idleUntil = System.nanoTime() + IDLE_NANOS;
      }
      long left = (first == null ? idleUntil : first.at) - System.nanoTime();
      if (left > 0) {
        sleep(left);
      } else if (first == null) {
        worker = null;
        return null;
      } else {
        return waiting.remove();
      }
    }
  }

  private void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      // Nobody has a reason: the thread is this object's own, and ends by itself.
      return;
    }
  }

  /** Also when the thread dies: the next delay starts another one. */
  private synchronized void leave() {
    if (worker == Thread.currentThread()) {
      worker = null;
    }
  }
}

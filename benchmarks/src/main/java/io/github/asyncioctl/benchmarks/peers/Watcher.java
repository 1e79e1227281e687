package io.github.asyncioctl.benchmarks.peers;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts completions down; the main thread waits for the last one. */
final class Watcher {
  private final AtomicInteger expected = new AtomicInteger();
  private volatile @Nullable Thread waiting;

  /** How many completions are to come. */
  void expect(int count) {
    waiting = Thread.currentThread();
    expected.set(count);
  }

  /** Called where the completion has arrived, on whatever thread. */
  void saw(Operation operation) {
    operation.seen = System.nanoTime();
    if (expected.decrementAndGet() == 0) {
      LockSupport.unpark(waiting);
    }
  }

  /** Waits for the last one. */
  void await() {
    while (expected.get() > 0) {
      LockSupport.park(this);
    }
  }
}

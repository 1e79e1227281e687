package io.github.asyncioctl.benchmarks.peers;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A thread that blocks, per operation. */
final class ThreadWay extends HandWritten {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(null, task, "blocked", 64 << 10);
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger toIssue = new AtomicInteger();

  ThreadWay(Win32 win32, Watcher watcher) {
    super(win32, watcher);
  }

  @Override
  public void submit(Operation operation) {
    toIssue.incrementAndGet();
    threads.execute(
        () -> {
          start(operation);
          toIssue.decrementAndGet();
          win32.await(operation.event);
          watcher.saw(operation);
        });
  }

  @Override
  public void settle() {
    while (toIssue.get() > 0) {
      LockSupport.parkNanos(100_000);
    }
  }
}

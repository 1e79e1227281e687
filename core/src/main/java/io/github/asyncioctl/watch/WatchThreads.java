package io.github.asyncioctl.watch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The daemon threads of watches. They start when there is something to do, and end when there is
 * not.
 */
final class WatchThreads {
  private static final AtomicInteger STARTED = new AtomicInteger();

  private WatchThreads() {}

  static Thread create(Runnable task) {
    Thread created =
        new Thread(null, task, "asyncioctl-watch-" + STARTED.incrementAndGet(), 0, false);
    created.setDaemon(true);
    return created;
  }
}

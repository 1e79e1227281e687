package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Time, for whoever waits in it; tests have their own. */
interface Timer {
  /** As {@link System#nanoTime}. */
  long nanoTime();

  /**
   * Completes after a while, on a thread that must not be kept. Cancelling it spares the system the
   * waiting.
   */
  CompletableFuture<Void> after(Duration delay);
}

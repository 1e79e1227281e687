package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Time and delays; tests have their own. */
interface Timer {
  /** As {@link System#nanoTime}. */
  long nanoTime();

  /**
   * Completes after a delay, on a thread that must not be blocked. Cancelling it releases the
   * resources of the delay.
   */
  CompletableFuture<Void> after(Duration delay);
}

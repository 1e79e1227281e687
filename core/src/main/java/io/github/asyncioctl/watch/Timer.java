package io.github.asyncioctl.watch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Time, for whoever waits in it; tests have their own. */
interface Timer {
  /** The JDK's. */
  Timer SYSTEM =
      new Timer() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public CompletableFuture<Void> after(Duration delay) {
          return new CompletableFuture<Void>()
              .completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
      };

  /** As {@link System#nanoTime}. */
  long nanoTime();

  /**
   * Completes after a while, on a thread that must not be kept. Cancelling it spares the system the
   * waiting.
   */
  CompletableFuture<Void> after(Duration delay);
}

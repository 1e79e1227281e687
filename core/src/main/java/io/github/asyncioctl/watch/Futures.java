package io.github.asyncioctl.watch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Helpers for futures. */
final class Futures {
  private Futures() {}

  /**
   * Runs a short task that does not throw when a future has succeeded, failed or been cancelled, on
   * the thread that completes it.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing comes of the task that could be looked at
  static void whenDone(CompletableFuture<?> future, Runnable task) {
    future.whenComplete((value, failure) -> task.run());
  }

  /** Why it failed; null while it is pending, or if it has succeeded. */
  static @Nullable Throwable failure(CompletableFuture<?> future) {
    if (!future.isCompletedExceptionally()) {
      return null;
    }
    Throwable failure = future.handle((value, thrown) -> thrown).join();
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}

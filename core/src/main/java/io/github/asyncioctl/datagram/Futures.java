package io.github.asyncioctl.datagram;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Helpers for futures. */
final class Futures {
  private Futures() {}

  /** Runs a short task that does not throw when a future has ended, on the thread that ends it. */
  @SuppressWarnings("FutureReturnValueIgnored") // nothing comes of it that could be looked at
  static <T> void whenDone(
      CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> action) {
    future.whenComplete(action);
  }

  /** Why a future that has ended failed; null if it did not. */
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

package io.github.asyncioctl.netty;

import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A promise that an operation completes. Cancelling the promise cancels the operation. */
final class OperationPromise<T> extends DefaultPromise<T> {
  private final CompletableFuture<T> operation;

  OperationPromise(EventExecutor executor, CompletableFuture<T> operation) {
    super(executor);
    this.operation = operation;
  }

  /** How the operation ended; nothing if the promise was cancelled before. */
  void complete(@Nullable T answer, @Nullable Throwable failure) {
    if (failure == null) {
      trySuccess(answer);
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof CancellationException) {
      super.cancel(false);
    } else {
      tryFailure(cause);
    }
  }

  /**
   * Does not use a listener: the event loop may be busy or gone, and the kernel must get the cancel
   * now.
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      operation.cancel(mayInterruptIfRunning);
    }
    return cancelled;
  }
}

package io.github.asyncioctl.internal.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of an operation that may pend. Whoever completes it from outside (by hand, by cancel,
 * by a timeout) thereby says that the operation is not wanted any more: the engine is told first,
 * then the future is completed. That order matters, because dependents run in between and may
 * block.
 */
final class IoctlFuture<T> extends CompletableFuture<T> {
  @SuppressWarnings("rawtypes") // a class literal has no type argument
  private static final AtomicIntegerFieldUpdater<IoctlFuture> TOLD =
      AtomicIntegerFieldUpdater.newUpdater(IoctlFuture.class, "told");

  private final Runnable onAbandon;

  /** 1 when the engine has been told. An updater and no object: there may be many futures. */
  @SuppressWarnings("UnusedVariable")
  private volatile int told;

  private volatile boolean abandoned;

  /**
   * @param onAbandon told once, on the thread that abandons the operation
   */
  IoctlFuture(Runnable onAbandon) {
    this.onAbandon = onAbandon;
  }

  /** Whether somebody else completed this future, or is about to. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** Completes it for the engine, unless somebody else does. */
  void deliver(@Nullable T value) {
    if (!isAbandoned()) {
      super.complete(value);
    }
  }

  /** Completes it for the engine, unless somebody else does. */
  void deliverFailure(Throwable failure) {
    if (!isAbandoned()) {
      super.completeExceptionally(failure);
    }
  }

  /** Tells the engine, then completes; and completes though the telling failed. */
  private boolean abandon(BooleanSupplier completion) {
    if (isDone()) {
      return completion.getAsBoolean();
    }
    boolean completed = false;
    abandoned = true;
    try {
      if (TOLD.compareAndSet(this, 0, 1)) {
        onAbandon.run();
      }
    } finally {
      try {
        completed = completion.getAsBoolean();
      } finally {
        // Should even that have failed, the engine completes it after all.
        abandoned = isDone();
      }
    }
    return completed;
  }

  @Override
  public boolean complete(T value) {
    return abandon(() -> super.complete(value));
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    return abandon(() -> super.completeExceptionally(failure));
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return abandon(() -> super.cancel(mayInterruptIfRunning));
  }

  @Override
  public void obtrudeValue(T value) {
    abandon(
        () -> {
          super.obtrudeValue(value);
          return true;
        });
  }

  @Override
  public void obtrudeException(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    abandon(
        () -> {
          super.obtrudeException(failure);
          return true;
        });
  }

  /** The JDK's own completes around {@link #complete}. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    executor.execute(
        () -> {
          T value;
          try {
            value = supplier.get();
          } catch (Throwable failure) {
            completeExceptionally(new CompletionException(failure));
            return;
          }
          complete(value);
        });
    return this;
  }
}

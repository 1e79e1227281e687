package io.github.asyncioctl.internal.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of an operation that may pend. Any code may end it, on any thread. Ending it from
 * outside (by hand, by cancel, by a timeout) means that the operation is not wanted any more: the
 * future notifies its owner first, and then completes. That order matters, because dependents run
 * in between and may block.
 */
public final class IoctlFuture<T> extends CompletableFuture<T> {
  /** Follows the fate of the future. All methods are thread-safe, and do not throw. */
  public interface Owner {
    /** The outcome is not wanted any more. Called again for each request to end the future. */
    void abandoned();

    /** The future was about to be completed, and is not: an outcome may be delivered after all. */
    void wantedAgain();

    /** The future has ended. */
    void futureEnded();
  }

  /** Null when the future has ended: what it was about is nothing to keep. */
  private volatile @Nullable Owner owner;

  private volatile boolean abandoned;

  /** A future that is not complete. */
  public IoctlFuture() {}

  /** To be called before anybody else sees the future. */
  public void ownedBy(Owner newOwner) {
    owner = newOwner;
  }

  /** Whether other code has completed this future, or is about to. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /** Completes it for the engine, unless other code does. */
  public void deliver(@Nullable T value) {
    if (!abandoned) {
      try {
        super.complete(value);
      } finally {
        settle();
      }
    }
  }

  /** Completes it for the engine, unless other code does. */
  public void deliverFailure(Throwable failure) {
    if (!abandoned) {
      try {
        super.completeExceptionally(failure);
      } finally {
        settle();
      }
    }
  }

  private void leave() {
    Owner current = owner;
    if (current != null && !isDone()) {
      abandoned = true;
      current.abandoned();
    }
  }

  /**
   * Notifies the owner that the future has ended. Notifying it twice does no harm, so this repeats
   * it after a failure: this thread's stack may have overflowed.
   */
  void settle() {
    Owner current = owner;
    if (current == null) {
      return;
    }
    if (isDone()) {
      current.futureEnded();
      owner = null; // after it, so that whoever comes next makes up for one that failed
    } else if (abandoned) {
      // Completing it has failed: this thread's stack, or the memory, is at its end.
      abandoned = false;
      current.wantedAgain();
    }
  }

  @Override
  public boolean complete(T value) {
    try {
      leave();
      return super.complete(value);
    } finally {
      settle();
    }
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    try {
      leave();
      return super.completeExceptionally(failure);
    } finally {
      settle();
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    try {
      leave();
      return super.cancel(mayInterruptIfRunning);
    } finally {
      settle();
    }
  }

  @Override
  public void obtrudeValue(T value) {
    try {
      leave();
      super.obtrudeValue(value);
    } finally {
      settle();
    }
  }

  @Override
  public void obtrudeException(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    try {
      leave();
      super.obtrudeException(failure);
    } finally {
      settle();
    }
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

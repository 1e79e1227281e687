package io.github.asyncioctl.internal.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of an operation that may pend. Everybody may end it, on any thread. Whoever does so
 * from outside (by hand, by cancel, by a timeout) thereby says that the operation is not wanted any
 * more: its owner is told first, then the future is completed. That order matters, because
 * dependents run in between and may block.
 */
public final class IoctlFuture<T> extends CompletableFuture<T> {
  /** Who wants to know of the future's fate. All methods are for any thread, and do not throw. */
  public interface Owner {
    /** Nobody wants the outcome any more. Told again each time that somebody says so. */
    void abandoned();

    /** The future was about to be completed, and is not: an outcome may be delivered after all. */
    void wantedAgain();

    /** The future has ended. */
    void futureEnded();
  }

  /** Null when the future has ended: what it was about is nothing to keep. */
  private volatile @Nullable Owner owner;

  private volatile boolean abandoned;

  /** A future that nobody has completed. */
  public IoctlFuture() {}

  /** To be called before anybody else sees the future. */
  public void ownedBy(Owner newOwner) {
    owner = newOwner;
  }

  /** Whether somebody else has completed this future, or is about to. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /** Completes it for the engine, unless somebody else does. */
  public void deliver(@Nullable T value) {
    if (!abandoned) {
      try {
        super.complete(value);
      } finally {
        settle();
      }
    }
  }

  /** Completes it for the engine, unless somebody else does. */
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
   * Tells the owner of what has become of the future. Telling it twice does no harm, and once more
   * is what there is to do after it failed: this thread's stack may have been at its end.
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

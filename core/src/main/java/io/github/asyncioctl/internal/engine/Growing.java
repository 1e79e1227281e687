package io.github.asyncioctl.internal.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is issued again with a larger output buffer when its answer did not fit. Its
 * future stands for all attempts: abandoning it cancels the current one.
 */
final class Growing<O> extends Linked implements IoctlFuture.Owner {
  /** How often it is issued, the first time included. */
  private static final int ATTEMPTS = 5;

  private final Engine engine;
  private final Target target;
  private final int code;
  private final byte @Nullable [] in;
  private final Form<O> form;
  private final ToIntBiFunction<Throwable, Integer> nextCapacity;
  private final IoctlFuture<O> future = new IoctlFuture<>();

  private volatile @Nullable CompletableFuture<O> current;

  Growing(
      Engine engine,
      Target target,
      int code,
      @Nullable ByteBuffer in,
      Form<O> form,
      ToIntBiFunction<Throwable, Integer> nextCapacity) {
    this.engine = engine;
    this.target = target;
    this.code = code;
    this.in = NativeInput.copy(in);
    this.form = form;
    this.nextCapacity = nextCapacity;
    future.ownedBy(this);
  }

  /** Continues after the first attempt, which has been issued with this capacity. */
  CompletableFuture<O> after(CompletableFuture<O> first, int capacity) {
    follow(first, capacity, 1);
    return future;
  }

  private void follow(CompletableFuture<O> attempt, int capacity, int number) {
    current = attempt;
    if (future.isAbandoned()) {
      attempt.cancel(true);
    }
    CompletableFuture<O> unused =
        attempt.whenComplete(
            (value, failure) -> {
              try {
                attempted(value, failure, capacity, number);
              } catch (Throwable thrown) { // this thread's stack is at its end
                engine.later(this);
              }
            });
  }

  /** Makes up for an attempt whose end came to nothing. */
  @Override
  public void run() {
    wantedAgain();
  }

  private void attempted(@Nullable O value, @Nullable Throwable failure, int capacity, int number) {
    if (failure == null) {
      future.deliver(value);
      return;
    }
    try {
      int larger = number < ATTEMPTS ? nextCapacity.applyAsInt(failure, capacity) : capacity;
      if (larger > capacity && !future.isDone()) {
        ByteBuffer again = in == null ? null : ByteBuffer.wrap(in);
        engine.counters().failedForNow();
        follow(engine.submit(target, code, again, larger, form), larger, number + 1);
        return;
      }
    } catch (Throwable thrown) { // the engine is closed, or there is no memory
      suppress(failure, thrown);
    }
    future.deliverFailure(failure);
  }

  private static void suppress(Throwable failure, Throwable thrown) {
    try {
      if (failure != thrown) {
        failure.addSuppressed(thrown);
      }
    } catch (OutOfMemoryError e) { // the failure matters more
      return;
    }
  }

  @Override
  public void abandoned() {
    CompletableFuture<O> attempt = current;
    if (attempt != null) {
      attempt.cancel(true);
    }
  }

  /** The outcome of the attempt is final: it may have been abandoned, or have ended on its own. */
  @Override
  public void wantedAgain() {
    CompletableFuture<O> attempt = current;
    if (attempt != null && attempt.isDone()) {
      CompletableFuture<O> unused =
          attempt.whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  future.deliver(value);
                } else {
                  future.deliverFailure(failure);
                }
              });
    }
  }

  @Override
  public void futureEnded() {
    current = null;
  }
}

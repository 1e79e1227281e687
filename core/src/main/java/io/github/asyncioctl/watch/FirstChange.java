package io.github.asyncioctl.watch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A subscriber that waits for one change and leaves with it, or when its future ends otherwise. */
final class FirstChange<C, R> implements Flow.Subscriber<C> {
  private final Function<? super C, ? extends @Nullable R> maker;
  private final CompletableFuture<R> future = new CompletableFuture<>();

  /**
   * @param maker converts the change; returns null to wait for another one
   */
  FirstChange(Function<? super C, ? extends @Nullable R> maker) {
    this.maker = maker;
  }

  /** The result for the change; cancelling it ends the subscription. */
  CompletableFuture<R> future() {
    return future;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Futures.whenDone(future, subscription::cancel);
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(C change) {
    try {
      R made = maker.apply(change);
      if (made != null) {
        future.complete(made);
      }
    } catch (Throwable thrown) { // no memory
      future.completeExceptionally(thrown);
    }
  }

  @Override
  public void onError(Throwable failure) {
    future.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    future.completeExceptionally(new IllegalStateException("the watch is closed"));
  }
}

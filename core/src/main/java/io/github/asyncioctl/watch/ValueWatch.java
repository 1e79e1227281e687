package io.github.asyncioctl.watch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells any number of subscribers a single value and when it changes. {@link Watches} makes such
 * watches. What is said of a {@link Watch} about the order, failures, threads and owners holds here
 * too.
 *
 * @param <T> the value
 */
public final class ValueWatch<T> implements Flow.Publisher<ValueChange<T>>, AutoCloseable {
  private final Feed<Optional<T>, ValueChange<T>> feed;

  /**
   * @param signals calls the subscribers; null for {@code couriers}
   * @param couriers runs what is the watch's own
   */
  ValueWatch(
      Source<Optional<T>> source, @Nullable Executor signals, Executor couriers, Timer timer) {
    feed = new Feed<>(source, ValueChange.form(), signals, couriers, timer);
  }

  /**
   * Begins to tell a subscriber. On a watch that is closed it is completed at once.
   *
   * @param subscriber gets as many changes as it requests
   */
  @Override
  public void subscribe(Flow.Subscriber<? super ValueChange<T>> subscriber) {
    feed.subscribe(subscriber);
  }

  /**
   * Begins to tell a listener, without back-pressure: after each change it gets the newest value as
   * soon as it has returned. What it throws is logged and keeps it from nothing. If the watch ends
   * with a failure, the listener gets one more change with that as {@link ValueChange#failure}.
   *
   * @param listener gets the changes, one at a time
   * @return to be closed when the listener wants no more
   */
  public Registration listen(Consumer<? super ValueChange<T>> listener) {
    return feed.listen(listener);
  }

  /**
   * The next change after this call; the value of now is not told. A loop over this can miss a
   * change between two calls, which a subscriber or a listener cannot.
   *
   * @return to be cancelled when nobody waits any more, which has no other effect; fails with what
   *     ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<ValueChange<T>> next() {
    return feed.next();
  }

  /**
   * Completes the subscribers, cancels the operation and closes the watch's own socket, all soon
   * and on other threads. Closing twice does nothing.
   */
  @Override
  public void close() {
    feed.close();
  }
}

package io.github.asyncioctl.watch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a single value and its changes to any number of subscribers. {@link Watches} creates
 * such watches. Order, failures, threads and resources are those of a {@link Watch}.
 *
 * @param <T> the type of the value
 */
public final class ValueWatch<T> implements Flow.Publisher<ValueChange<T>>, AutoCloseable {
  private final Feed<Optional<T>, ValueChange<T>> feed;

  /**
   * @param signals calls the subscribers; null for {@code couriers}
   * @param couriers runs the watch's own tasks
   */
  ValueWatch(
      Source<Optional<T>> source, @Nullable Executor signals, Executor couriers, Timer timer) {
    feed = new Feed<>(source, ValueChange.form(), signals, couriers, timer);
  }

  /**
   * Adds a subscriber. A closed watch completes it at once.
   *
   * @param subscriber gets as many changes as it requests
   */
  @Override
  public void subscribe(Flow.Subscriber<? super ValueChange<T>> subscriber) {
    feed.subscribe(subscriber);
  }

  /**
   * Adds a listener, without back-pressure. When it returns from a call, it gets the newest value
   * if that has changed. The watch logs an exception that the listener throws, and keeps calling
   * it. If the watch ends with a failure, the listener gets a last change with that {@link
   * ValueChange#failure}.
   *
   * @param listener gets the changes, one at a time
   * @return a registration; close it to remove the listener
   */
  public Registration listen(Consumer<? super ValueChange<T>> listener) {
    return feed.listen(listener);
  }

  /**
   * The next change after this call, without the current value. A loop that calls this can miss a
   * change between two calls; a subscriber or a listener cannot.
   *
   * @return the change; cancel it if you no longer need it, which has no other effect; fails with
   *     the failure that ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<ValueChange<T>> next() {
    return feed.next();
  }

  /**
   * Completes the subscribers, cancels the operation and closes the watch's own socket, soon and on
   * other threads. Closing twice has no effect.
   */
  @Override
  public void close() {
    feed.close();
  }
}

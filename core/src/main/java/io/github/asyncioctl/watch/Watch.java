package io.github.asyncioctl.watch;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a set of elements and its changes to any number of subscribers. {@link Watches} creates
 * watches; a {@link ValueWatch} is for a single value, a {@link NetworkWatch} for the whole
 * network. All methods are thread-safe.
 *
 * <p><b>What a subscriber gets.</b> First the current state, then each newer one with what was
 * added and removed since the one before. The watch misses no change: it arms the notification for
 * the next change before it reads the state. A subscriber that has requested nothing, or is busy,
 * gets the newest state when it is ready, with the number of skipped states. The watch keeps at
 * most two states for it. The last state always arrives.
 *
 * <p><b>Failures.</b> If the system refuses to report changes, subscribers get a {@link Change}
 * with {@link Change#failure}. The watch retries after 100 ms, then doubles the delay each time, up
 * to a minute. It reads the state at each attempt if it can, so changes arrive late but not never.
 * When it succeeds again, that is a change, too. If other code cancels the operation, the watch
 * repeats it at once; only if that fails, too, it is a failure. {@code onError} means that no retry
 * can help: the engine was closed, the watched socket was closed, or the machine does not have the
 * protocol family.
 *
 * <p><b>Threads.</b> The thread that subscribes calls {@code onSubscribe}. All other signals come
 * from the executor that was passed to the factory, or else from daemon threads of the watch, which
 * end when nothing happens: normally one, and another one when a subscriber has blocked it for 100
 * ms. If an executor rejects a signal, with any exception or error, the watch's own threads deliver
 * it. Signals never run on the engine's waiter or its completion threads, except if the system
 * cannot create a thread. One thread at a time signals a subscriber. A subscriber that throws is
 * dropped, see rule 2.13 of Reactive Streams; a {@link #listen listener} may throw.
 *
 * <p><b>Resources.</b> One operation of the engine serves all subscribers. The watch starts it and
 * opens its socket for the first subscriber, and ends both with the last one. A watch without
 * subscribers uses no resources. The caller owns the engine, and closes it after the watch.
 *
 * @param <T> an element of the state
 */
public final class Watch<T> implements Flow.Publisher<Change<T>>, AutoCloseable {
  private final Feed<Set<T>, Change<T>> feed;

  /**
   * @param signals calls the subscribers; null for {@code couriers}
   * @param couriers runs the watch's own tasks
   */
  Watch(Source<Set<T>> source, @Nullable Executor signals, Executor couriers, Timer timer) {
    feed = new Feed<>(source, Change.form(), signals, couriers, timer);
  }

  /**
   * Adds a subscriber. A closed watch completes it at once.
   *
   * @param subscriber gets as many changes as it requests
   */
  @Override
  public void subscribe(Flow.Subscriber<? super Change<T>> subscriber) {
    feed.subscribe(subscriber);
  }

  /**
   * Adds a listener, without back-pressure. When it returns from a call, it gets the newest state
   * if that has changed. The watch logs an exception that the listener throws, and keeps calling
   * it. If the watch ends with a failure (see above), the listener gets a last change with that
   * {@link Change#failure}.
   *
   * @param listener gets the changes, one at a time
   * @return a {@link Registration}; close it to remove the listener; from 0.2 on that is the return
   *     type
   */
  @SuppressWarnings("removal") // the name before 0.1
  public Listening listen(Consumer<? super Change<T>> listener) {
    return new Listening(feed.listen(listener));
  }

  /**
   * The next change after this call, without the current state. A loop that calls this can miss a
   * change between two calls; a subscriber or a listener cannot.
   *
   * @return the change; cancel it if you no longer need it, which has no other effect; fails with
   *     the failure that ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<Change<T>> next() {
    return feed.next();
  }

  /**
   * Completes the subscribers, cancels the operation and closes its socket, soon and on other
   * threads. Closing twice has no effect.
   */
  @Override
  public void close() {
    feed.close();
  }
}

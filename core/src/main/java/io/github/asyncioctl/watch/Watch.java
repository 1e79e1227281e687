package io.github.asyncioctl.watch;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells any number of subscribers which elements there are and when they change. {@link Watches}
 * makes watches; a {@link ValueWatch} is for a single value, a {@link NetworkWatch} for the whole
 * network. All methods are for any thread.
 *
 * <p><b>What a subscriber gets.</b> First the present state, then each newer one with what was
 * added and removed since the one that it got before. No change is missed: the system is asked to
 * tell of the next change before the state is read. A subscriber that has requested nothing, or is
 * busy, gets the newest state when it is ready, and the number of those that it did not get; no
 * more than two states are ever kept for it. So the last state always arrives.
 *
 * <p><b>Failures.</b> If the system refuses to tell of changes, subscribers get a {@link Change}
 * with {@link Change#failure}. The watch tries again after 100 ms, then after twice as long each
 * time, up to a minute; and since it reads the state each time if it can, changes come late then
 * rather than never. When it succeeds again, that is a change, too. An operation that somebody has
 * cancelled is repeated at once, and is a failure only if that does not help. {@code onError} is
 * for what cannot become better: the engine was closed, the watched socket was closed, or the
 * machine does not have the protocol family.
 *
 * <p><b>Threads.</b> {@code onSubscribe} is called by the thread that subscribes. All other signals
 * come from the executor that was given to the factory, or else from daemon threads of the watch's
 * own, which end when nothing happens: normally one, and another one when a subscriber has blocked
 * it for 100 ms. What an executor refuses, with whatever exception or error, is not lost: the
 * watch's own threads take it. They never run on the engine's waiter nor on its completion threads;
 * only if the system has no thread to give, the thread that brings the news does the work. A
 * subscriber is signalled by one thread at a time. One that throws is dismissed, as rule 2.13 of
 * Reactive Streams has it; a {@link #listen listener} may throw.
 *
 * <p><b>Who owns what.</b> One operation of the engine serves all subscribers. It and its socket
 * come with the first one and go with the last one; a watch without subscribers has nothing. The
 * engine belongs to the caller, who closes the watch before it.
 *
 * @param <T> an element of the state
 */
public final class Watch<T> implements Flow.Publisher<Change<T>>, AutoCloseable {
  private final Feed<Set<T>, Change<T>> feed;

  /**
   * @param signals calls the subscribers; null for {@code couriers}
   * @param couriers runs what is the watch's own
   */
  Watch(Source<Set<T>> source, @Nullable Executor signals, Executor couriers, Timer timer) {
    feed = new Feed<>(source, Change.form(), signals, couriers, timer);
  }

  /**
   * Begins to tell a subscriber. On a watch that is closed it is completed at once.
   *
   * @param subscriber gets as many changes as it requests
   */
  @Override
  public void subscribe(Flow.Subscriber<? super Change<T>> subscriber) {
    feed.subscribe(subscriber);
  }

  /**
   * Begins to tell a listener, without back-pressure: after each change it gets the newest state as
   * soon as it has returned. What it throws is logged and keeps it from nothing. If the watch ends
   * with a failure (see above), the listener gets one more change with that as {@link
   * Change#failure}.
   *
   * @param listener gets the changes, one at a time
   * @return a {@link Registration}, to be closed when the listener wants no more; from 0.2 on that
   *     is the type, too
   */
  @SuppressWarnings("removal") // the name before 0.1
  public Listening listen(Consumer<? super Change<T>> listener) {
    return new Listening(feed.listen(listener));
  }

  /**
   * The next change after this call; what there is now is not told. A loop over this can miss a
   * change between two calls, which a subscriber or a listener cannot.
   *
   * @return to be cancelled when nobody waits any more, which has no other effect; fails with what
   *     ends the watch, or with an {@link IllegalStateException} when it is closed
   */
  public CompletableFuture<Change<T>> next() {
    return feed.next();
  }

  /**
   * Completes the subscribers, cancels the operation and closes its socket, all soon and on other
   * threads. Closing twice does nothing.
   */
  @Override
  public void close() {
    feed.close();
  }
}

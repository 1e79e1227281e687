package io.github.asyncioctl.watch;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all watches are made of, whatever they watch. All methods are for any thread. Inside, each
 * thing has one owner:
 *
 * <ul>
 *   <li>{@link Hub}: the audience and the newest state. {@link Rounds}: session, armed operation,
 *       pauses, retries. Both run as tasks of one {@link Serial}, so neither needs a lock; what
 *       completes elsewhere (operations, pauses, subscribe, cancel, close) only adds a task.
 *   <li>{@link ChangeSubscription}: what its subscriber has requested, seen and is to see next,
 *       with a drain loop of its own, so that nobody waits for another subscriber.
 *   <li>{@link Couriers}: the threads of both.
 * </ul>
 *
 * @param <V> a state
 * @param <C> a change
 */
final class Feed<V, C> {
  private final Hub<V> hub;
  private final ChangeForm<V, C> form;
  private final Executor signals;
  private final Executor couriers;

  /**
   * @param signals calls the subscribers; null for {@code couriers}
   * @param couriers runs what is the watch's own
   */
  Feed(
      Source<V> source,
      ChangeForm<V, C> form,
      @Nullable Executor signals,
      Executor couriers,
      Timer timer) {
    hub = new Hub<>(source, form.nothing(), couriers, timer);
    this.form = form;
    this.couriers = couriers;
    this.signals = signals == null ? couriers : new Signals(signals, couriers);
  }

  void subscribe(Flow.Subscriber<? super C> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    subscribe(subscriber, signals, false);
  }

  private void subscribe(
      Flow.Subscriber<? super C> subscriber, Executor executor, boolean onlyNews) {
    ChangeSubscription<V, C> subscription =
        new ChangeSubscription<>(subscriber, form, executor, hub::leave, onlyNews);
    subscription.begin();
    hub.join(subscription);
  }

  Registration listen(Consumer<? super C> listener) {
    Objects.requireNonNull(listener, "listener");
    ListenerSubscriber<C> subscriber = new ListenerSubscriber<>(listener, form);
    subscribe(subscriber);
    return subscriber::cancel;
  }

  /** The next change: what there is when the subscription begins is not told. */
  CompletableFuture<C> next() {
    return future(change -> change, true);
  }

  /**
   * What is made of the first change, beginning with what there is, of which something is made.
   *
   * @param maker gives null for a change that is not wanted
   */
  <R> CompletableFuture<R> first(Function<? super C, ? extends @Nullable R> maker) {
    return future(maker, false);
  }

  private <R> CompletableFuture<R> future(
      Function<? super C, ? extends @Nullable R> maker, boolean onlyNews) {
    FirstChange<C, R> subscriber = new FirstChange<>(maker);
    subscribe(subscriber, signals, onlyNews);
    return subscriber.future();
  }

  /** Keeps the source at work until the watch is closed, whoever comes and goes. */
  void hold() {
    subscribe(new ListenerSubscriber<>(change -> {}, form), couriers, true);
  }

  void close() {
    hub.close();
  }
}

package io.github.asyncioctl.watch;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all watches. All methods are thread-safe. Inside, each part has one owner:
 *
 * <ul>
 *   <li>{@link Hub}: the audience and the newest state. {@link Rounds}: session, armed operation,
 *       pauses, retries. Both run as tasks of one {@link Serial}, so neither needs a lock; what
 *       completes elsewhere (operations, pauses, subscribe, cancel, close) only adds a task.
 *   <li>{@link ChangeSubscription}: what its subscriber has requested, has seen and will see next,
 *       with its own drain loop, so that no subscriber waits for another.
 *   <li>{@link Couriers}: the threads of all of them.
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
   * @param couriers runs the watch's own tasks
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

  /** The next change, without the state at the beginning of the subscription. */
  CompletableFuture<C> next() {
    return future(change -> change, true);
  }

  /**
   * The result for the first change, including the current state, that the maker accepts.
   *
   * @param maker returns null for a change that it does not accept
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

  /** Keeps the source running until the watch is closed, with or without subscribers. */
  void hold() {
    subscribe(new ListenerSubscriber<>(change -> {}, form), couriers, true);
  }

  void close() {
    hub.close();
  }
}

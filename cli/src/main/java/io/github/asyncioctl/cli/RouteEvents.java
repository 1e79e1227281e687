package io.github.asyncioctl.cli;

import io.github.asyncioctl.watch.Change;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.ValueChange;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;

/** Converts changes of a source address to events, as {@link WatchEvents} does for addresses. */
record RouteEvents(WatchEvents events) implements Flow.Subscriber<ValueChange<LocalAddress>> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    events.onSubscribe(subscription);
  }

  @Override
  public void onNext(ValueChange<LocalAddress> change) {
    Set<LocalAddress> now = set(change.current());
    Set<LocalAddress> before = set(change.previous());
    events.onNext(
        new Change<>(
            now, without(now, before), without(before, now), change.skipped(), change.failure()));
  }

  private static Set<LocalAddress> set(Optional<LocalAddress> address) {
    return address.map(Set::of).orElseGet(Set::of);
  }

  private static Set<LocalAddress> without(Set<LocalAddress> all, Set<LocalAddress> some) {
    Set<LocalAddress> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  @Override
  public void onError(Throwable failure) {
    events.onError(failure);
  }

  @Override
  public void onComplete() {
    events.onComplete();
  }
}

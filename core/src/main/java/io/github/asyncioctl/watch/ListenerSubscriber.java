package io.github.asyncioctl.watch;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A plain listener as a subscriber that always wants the newest state. */
final class ListenerSubscriber<T> implements Flow.Subscriber<Change<T>> {
  private static final Notices LOG = new Notices(ListenerSubscriber.class);

  private final Consumer<? super Change<T>> listener;
  private volatile Flow.@Nullable Subscription subscription;
  private Set<T> known = Set.of();

  ListenerSubscriber(Consumer<? super Change<T>> listener) {
    this.listener = listener;
  }

  void cancel() {
    Flow.Subscription mine = subscription;
    if (mine != null) {
      mine.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription mine) {
    subscription = mine;
    mine.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Change<T> change) {
    known = change.current();
    tell(change);
  }

  @Override
  public void onError(Throwable failure) {
    tell(new Change<>(known, Set.of(), Set.of(), 0, Optional.of(failure)));
  }

  @Override
  public void onComplete() {
    // Whoever closes a watch knows that nothing more comes.
  }

  private void tell(Change<T> change) {
    try {
      listener.accept(change);
    } catch (Throwable thrown) {
      LOG.warn("A listener of a watch threw", thrown);
    }
  }
}

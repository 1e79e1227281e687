package io.github.asyncioctl.watch;

import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A plain listener as a subscriber that always wants the newest state. */
final class ListenerSubscriber<C> implements Flow.Subscriber<C> {
  private static final Notices LOG = new Notices(ListenerSubscriber.class);

  private final Consumer<? super C> listener;
  private final ChangeForm<?, C> form;
  private volatile Flow.@Nullable Subscription subscription;
  private @Nullable C last;

  ListenerSubscriber(Consumer<? super C> listener, ChangeForm<?, C> form) {
    this.listener = listener;
    this.form = form;
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
  public void onNext(C change) {
    last = change;
    tell(change);
  }

  @Override
  public void onError(Throwable failure) {
    tell(form.ended(last, failure));
  }

  @Override
  public void onComplete() {
    // Whoever closes a watch knows that nothing more comes.
  }

  private void tell(C change) {
    try {
      listener.accept(change);
    } catch (Throwable thrown) {
      LOG.warn("A listener of a watch threw an exception", thrown);
    }
  }
}

package io.github.asyncioctl.watch;

import java.util.concurrent.Flow;

/** Passes on, and does something after each element. */
record Teller<C>(Flow.Subscriber<? super C> subscriber, Runnable afterEach)
    implements Flow.Subscriber<C> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscriber.onSubscribe(subscription);
  }

  @Override
  public void onNext(C change) {
    subscriber.onNext(change);
    afterEach.run();
  }

  @Override
  public void onError(Throwable failure) {
    subscriber.onError(failure);
  }

  @Override
  public void onComplete() {
    subscriber.onComplete();
  }
}

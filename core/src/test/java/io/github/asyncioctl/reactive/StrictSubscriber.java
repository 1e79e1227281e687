package io.github.asyncioctl.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is told, and finds fault with it. */
public abstract class StrictSubscriber<T> implements Flow.Subscriber<T> {
  private final long initialRequest;
  private final List<T> items = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private Consumer<T> reaction = item -> {};
  private Flow.@Nullable Subscription subscription;
  private @Nullable Throwable failure;
  private boolean completed;

  /**
   * Not yet subscribed.
   *
   * @param initialRequest what to request at once; 0 for nothing
   */
  protected StrictSubscriber(long initialRequest) {
    this.initialRequest = initialRequest;
  }

  /** What to do in onNext, after the item was kept. */
  protected final void react(Consumer<T> how) {
    reaction = how;
  }

  /** Looks for faults in an item before it is kept. The caller holds the lock. */
  protected void check(@Nullable T before, T item) {}

  @Override
  public void onSubscribe(Flow.Subscription mine) {
    synchronized (this) {
      subscription = mine;
    }
    if (initialRequest > 0) {
      mine.request(initialRequest);
    }
  }

  @Override
  public void onNext(T item) {
    alone(
        () -> {
          synchronized (this) {
            checkNotEnded();
            check(last(), item);
            items.add(item);
          }
          reaction.accept(item);
        });
  }

  @Override
  public void onError(Throwable cause) {
    alone(
        () -> {
          synchronized (this) {
            checkNotEnded();
            failure = cause;
          }
        });
  }

  @Override
  public void onComplete() {
    alone(
        () -> {
          synchronized (this) {
            checkNotEnded();
            completed = true;
          }
        });
  }

  private void alone(Runnable signal) {
    if (!busy.compareAndSet(false, true)) {
      fault("two signals at a time");
    }
    try {
      signal.run();
    } finally {
      busy.set(false);
    }
  }

  private void checkNotEnded() {
    if (completed || failure != null) {
      fault("a signal after the last one");
    }
  }

  /** Says so when somebody asks for the items. */
  protected final synchronized void fault(String what) {
    faults.add(what);
  }

  /** Null before {@link #onSubscribe}. */
  public synchronized Flow.@Nullable Subscription subscription() {
    return subscription;
  }

  /** What it was told, after a look for faults. */
  protected final synchronized List<T> items() {
    assertThat(faults).as("faults").isEmpty();
    return List.copyOf(items);
  }

  /** The last item, or null. */
  public synchronized @Nullable T last() {
    return items.isEmpty() ? null : items.get(items.size() - 1);
  }

  /** What {@link #onError} was told, or null. */
  public synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** Whether {@link #onComplete} was called. */
  public synchronized boolean isCompleted() {
    return completed;
  }
}

package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is told, and finds fault with it. */
class Probe<T> implements Flow.Subscriber<Change<T>> {
  private final long initialRequest;
  private final List<Change<T>> changes = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final List<String> faults = new ArrayList<>();
  private Consumer<Change<T>> reaction = change -> {};
  private Flow.@Nullable Subscription subscription;
  private @Nullable Throwable failure;
  private boolean completed;

  /**
   * @param initialRequest what to request at once; 0 for nothing
   */
  Probe(long initialRequest) {
    this.initialRequest = initialRequest;
  }

  static <T> Probe<T> unbounded() {
    return new Probe<>(Long.MAX_VALUE);
  }

  /** What to do in onNext. */
  Probe<T> reacting(Consumer<Change<T>> how) {
    reaction = how;
    return this;
  }

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
  public void onNext(Change<T> change) {
    alone(
        () -> {
          synchronized (this) {
            check(change);
            changes.add(change);
          }
          reaction.accept(change);
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

  private void check(Change<T> change) {
    checkNotEnded();
    Change<T> before = changes.isEmpty() ? null : changes.get(changes.size() - 1);
    Set<T> patched = new HashSet<>(before == null ? Set.of() : before.current());
    if (!patched.removeAll(change.removed()) && !change.removed().isEmpty()) {
      fault("removed what was not there: " + change);
    }
    for (T added : change.added()) {
      if (!patched.add(added)) {
        fault("added what was there: " + change);
      }
    }
    if (!patched.equals(change.current())) {
      fault("the difference does not lead to the state: " + before + ", " + change);
    }
    boolean sameTrouble =
        before != null && before.failure().isPresent() == change.failure().isPresent();
    if (sameTrouble && change.skipped() == 0 && before.current().equals(change.current())) {
      fault("no difference: " + change);
    }
  }

  private void checkNotEnded() {
    if (completed || failure != null) {
      fault("a signal after the last one");
    }
  }

  private synchronized void fault(String what) {
    faults.add(what);
  }

  synchronized Flow.Subscription subscription() {
    return subscription;
  }

  /** What it was told, after a look for faults. */
  synchronized List<Change<T>> changes() {
    assertThat(faults).as("faults").isEmpty();
    return List.copyOf(changes);
  }

  synchronized @Nullable Change<T> last() {
    return changes.isEmpty() ? null : changes.get(changes.size() - 1);
  }

  synchronized @Nullable Throwable failure() {
    return failure;
  }

  synchronized boolean isCompleted() {
    return completed;
  }
}

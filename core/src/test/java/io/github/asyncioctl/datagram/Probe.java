package io.github.asyncioctl.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A subscriber that keeps what it is told, and finds fault with it. */
final class Probe implements Flow.Subscriber<ReceiveResult> {
  private final long initialRequest;
  private final List<ReceiveResult> results = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private Consumer<ReceiveResult> reaction = result -> {};
  private Flow.Subscription subscription;
  private Throwable failure;
  private boolean completed;

  /**
   * @param initialRequest what to request at once; 0 for nothing
   */
  Probe(long initialRequest) {
    this.initialRequest = initialRequest;
  }

  /** What to do in onNext. */
  Probe reacting(Consumer<ReceiveResult> how) {
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
  public void onNext(ReceiveResult result) {
    alone(
        () -> {
          synchronized (this) {
            checkNotEnded();
            results.add(result);
          }
          reaction.accept(result);
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

  private synchronized void fault(String what) {
    faults.add(what);
  }

  synchronized Flow.Subscription subscription() {
    return subscription;
  }

  /** What it was told, after a look for faults. */
  synchronized List<ReceiveResult> results() {
    assertThat(faults).as("faults").isEmpty();
    return List.copyOf(results);
  }

  /** The numbers in the datagrams that it was told; the negated error for an error. */
  List<Integer> numbers() {
    return results().stream().map(Probe::number).toList();
  }

  static int number(ReceiveResult result) {
    return result instanceof ReceivedDatagram datagram
        ? datagram.data().getInt(0)
        : -((ReceiveError) result).cause().error();
  }

  synchronized Throwable failure() {
    return failure;
  }

  synchronized boolean isCompleted() {
    return completed;
  }
}

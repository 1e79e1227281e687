package io.github.asyncioctl.datagram;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscriber's receives. There is a request for each, so its datagram can be delivered as soon as
 * those of earlier receives have been delivered.
 *
 * <p>Several threads leave work here: the subscriber a request or its cancellation, a receive its
 * end. Each increments {@code work}, and the thread that finds it at 0 runs the loop. So one thread
 * at a time signals the subscriber. Only the loop adds to {@code receives} and removes from it. A
 * thread that cancels iterates over them, and the loop checks after each start whether the
 * subscription was cancelled.
 */
final class DatagramSubscription implements Flow.Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramSubscription.class);

  private final Flow.Subscriber<? super ReceiveResult> subscriber;
  private final DatagramSource source;
  private final int depth;

  /** Not 0 from the start, because onSubscribe comes before everything. */
  private final AtomicInteger work = new AtomicInteger(1);

  /** What was requested and not delivered. */
  private final AtomicLong demand = new AtomicLong();

  /** The pending receives, and those that wait for an earlier one, oldest first. */
  private final Queue<CompletableFuture<ReceivedDatagram>> receives = new ConcurrentLinkedQueue<>();

  /** The number of receives; used by the loop only. */
  private int started;

  private volatile boolean over;
  private volatile @Nullable Throwable violation;

  /**
   * @param depth how many receives may be pending
   */
  DatagramSubscription(
      Flow.Subscriber<? super ReceiveResult> subscriber, DatagramSource source, int depth) {
    this.subscriber = subscriber;
    this.source = source;
    this.depth = depth;
  }

  /** The first signal, on the subscribing thread. */
  void begin() {
    try {
      subscriber.onSubscribe(this);
    } catch (Throwable thrown) {
      dismiss("onSubscribe", thrown);
    }
    if (work.decrementAndGet() > 0) {
      run();
    }
  }

  // --- For the subscriber ---

  @Override
  public void request(long n) {
    if (over) {
      return;
    }
    if (n <= 0) {
      violation =
          new IllegalArgumentException(
              "request(" + n + "): rule 3.9 requires a positive" + " number");
    } else {
      demand.accumulateAndGet(
          n, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
    }
    schedule();
  }

  @Override
  public void cancel() {
    over = true;
    receives.forEach(each -> each.cancel(false));
  }

  // --- The loop ---

  private void schedule() {
    if (work.getAndIncrement() == 0) {
      run();
    }
  }

  private void run() {
    int found = work.get();
    do {
      try {
        round();
      } catch (Throwable noMemory) { // the loop must end as usual, or nobody begins another one
        fail(noMemory);
      }
      found = work.addAndGet(-found);
    } while (found != 0);
  }

  private void round() {
    Throwable broken = violation;
    if (broken != null) {
      fail(broken);
    }
    if (over) {
      cancel(); // again: it may have failed halfway
      return;
    }
    deliver();
    long wanted = Math.min(depth, demand.get());
    while (!over && started < wanted) {
      start();
    }
  }

  private void start() {
    CompletableFuture<ReceivedDatagram> receive;
    try {
      receive = source.receive();
    } catch (RuntimeException refusal) { // it is told when those before it have been delivered
      receive = CompletableFuture.failedFuture(refusal);
    }
    try {
      receives.add(receive);
    } catch (Throwable noMemory) { // nobody would know of it, and it would take a datagram
      receive.cancel(false);
      throw noMemory;
    }
    started++;
    Futures.whenDone(receive, (value, failure) -> schedule());
    if (over) {
      receive.cancel(false);
    }
  }

  private void deliver() {
    for (CompletableFuture<ReceivedDatagram> first = receives.peek();
        !over && first != null && first.isDone();
        first = receives.peek()) {
      receives.remove();
      started--;
      deliver(first);
    }
  }

  private void deliver(CompletableFuture<ReceivedDatagram> receive) {
    Throwable failure = Futures.failure(receive);
    if (failure == null) {
      next(receive.join());
    } else {
      ReceiveError.of(failure).ifPresentOrElse(this::next, () -> end(failure));
    }
  }

  private void end(Throwable failure) {
    if (source.isOpen()) {
      fail(failure);
    } else {
      complete();
    }
  }

  private void next(ReceiveResult result) {
    demand.decrementAndGet();
    try {
      subscriber.onNext(result);
    } catch (Throwable thrown) {
      dismiss("onNext", thrown);
    }
  }

  private void complete() {
    cancel();
    try {
      subscriber.onComplete();
    } catch (Throwable thrown) {
      dismiss("onComplete", thrown);
    }
  }

  private void fail(Throwable failure) {
    if (over) {
      return;
    }
    cancel();
    try {
      subscriber.onError(failure);
    } catch (Throwable thrown) {
      dismiss("onError", thrown);
    }
  }

  /** A subscriber that throws has broken rule 2.13, and is treated as if it had cancelled. */
  private void dismiss(String method, Throwable thrown) {
    cancel();
    try {
      LOG.warn("A subscriber of datagrams threw in {} and was dropped", method, thrown);
    } catch (Throwable ofTheLogger) { // a log is not worth a subscription
      return;
    }
  }
}

package io.github.asyncioctl.watch;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's place in the audience. It holds at most two states: the one that the subscriber
 * received last, and the newest.
 *
 * <p>Several threads leave work here: the hub a state or the end, the subscriber its demand or its
 * cancellation. Each increments {@code work}. The thread that finds it at 0 sends the drain loop to
 * the executor, and runs the loop itself if the executor refuses. So one thread at a time signals
 * the subscriber, and only the loop uses {@code seen}.
 */
final class ChangeSubscription<V, C> implements Flow.Subscription {
  private static final Notices LOG = new Notices(ChangeSubscription.class);

  /** How it ends: completed, or with a failure. */
  private record End(@Nullable Throwable failure) {}

  private final Flow.Subscriber<? super C> subscriber;
  private final ChangeForm<V, C> form;
  private final Executor executor;
  private final Consumer<ChangeSubscription<V, C>> onLeave;
  private final boolean onlyNews;

  /** Not 0 from the start, because onSubscribe comes before everything. */
  private final AtomicInteger work = new AtomicInteger(1);

  private final AtomicLong demand = new AtomicLong();
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private volatile @Nullable State<V> newest;

  /**
   * The version at which a subscriber begins that does not get the initial state; used by the hub
   * only.
   */
  private volatile @Nullable State<V> start;

  private volatile long firstVersion;
  private volatile boolean over;

  private @Nullable State<V> seen;

  /**
   * @param onLeave called when the subscriber wants nothing any more, on any thread, perhaps twice
   * @param onlyNews whether the subscriber does not get the initial state
   */
  ChangeSubscription(
      Flow.Subscriber<? super C> subscriber,
      ChangeForm<V, C> form,
      Executor executor,
      Consumer<ChangeSubscription<V, C>> onLeave,
      boolean onlyNews) {
    this.subscriber = subscriber;
    this.form = form;
    this.executor = new Insistent(executor);
    this.onLeave = onLeave;
    this.onlyNews = onlyNews;
  }

  /** The first signal, on the subscribing thread. */
  void begin() {
    try {
      subscriber.onSubscribe(this);
    } catch (Throwable thrown) {
      dismiss("onSubscribe", thrown);
    }
    if (work.decrementAndGet() > 0) {
      executor.execute(this::drain);
    }
  }

  // --- For the hub ---

  /** Whether it has ended, or is about to. */
  boolean isOver() {
    return over || end.get() != null;
  }

  void offer(State<V> state) {
    if (onlyNews && start == null) {
      start = state;
      return;
    }
    if (newest == null) {
      firstVersion = state.version();
    }
    newest = state;
    schedule();
  }

  /**
   * The last signal.
   *
   * @param failure null if nothing failed
   */
  void end(@Nullable Throwable failure) {
    end.compareAndSet(null, new End(failure));
    schedule();
  }

  // --- For the subscriber ---

  @Override
  public void request(long n) {
    if (over) {
      return;
    }
    if (n <= 0) {
      breakOff(
          new IllegalArgumentException(
              "request(" + n + "): rule 3.9 requires a positive" + " number"));
      return;
    }
    demand.accumulateAndGet(
        n, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
    schedule();
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      onLeave.accept(this);
    }
  }

  private void breakOff(Throwable failure) {
    end(failure);
    onLeave.accept(this);
  }

  // --- The loop ---

  private void schedule() {
    if (work.getAndIncrement() == 0) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    int found = work.get();
    do {
      while (!over && signal()) {
        // The next one.
      }
      found = work.addAndGet(-found);
    } while (found != 0);
  }

  /** Signals once if there is anything to signal; returns whether there was. */
  private boolean signal() {
    End last = end.get();
    if (last != null) {
      over = true;
      tellEnd(last);
      return false;
    }
    State<V> state = newest;
    State<V> told = seen == null ? start : seen;
    if (state == null || demand.get() <= 0 || state.looksLike(told)) {
      return false;
    }
    C change;
    try {
      change = form.toChange().apply(state.since(told, state.version() - firstVersion));
    } catch (Throwable noMemory) { // the loop must end as usual, or nobody begins another one
      breakOff(noMemory);
      return true;
    }
    seen = state;
    demand.decrementAndGet();
    try {
      subscriber.onNext(change);
    } catch (Throwable thrown) {
      dismiss("onNext", thrown);
    }
    return true;
  }

  private void tellEnd(End last) {
    try {
      if (last.failure() == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(last.failure());
      }
    } catch (Throwable thrown) {
      dismiss("its last method", thrown);
    }
  }

  /** A subscriber that throws has broken rule 2.13, and is treated as if it had cancelled. */
  private void dismiss(String method, Throwable thrown) {
    cancel();
    LOG.warn("A subscriber of a watch threw in {} and was dropped", method, thrown);
  }
}

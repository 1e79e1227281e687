package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Whatever is left for a drain loop that is just about to end is found. */
class ChangeSubscriptionRacesTest {
  private static final int ROUNDS = 100_000;
  private static final long BOUND_NANOS = Duration.ofSeconds(60).toNanos();

  /** Knows only what it was told last, and wants the next. */
  private static final class Last implements Flow.Subscriber<Change<Integer>> {
    private Flow.Subscription subscription;
    private volatile int last;

    @Override
    public void onSubscribe(Flow.Subscription mine) {
      subscription = mine;
      mine.request(1);
    }

    @Override
    public void onNext(Change<Integer> change) {
      last = change.current().iterator().next();
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      throw new AssertionError("nobody ends it");
    }
  }

  /** A state and a request, which meet a loop that has just found neither. */
  @Test
  void noSignalIsLost() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Last subscriber = new Last();
      ChangeSubscription<Set<Integer>, Change<Integer>> subscription =
          new ChangeSubscription<>(subscriber, Change.form(), executor, left -> {}, false);
      subscription.begin();
      long end = System.nanoTime() + BOUND_NANOS;
      for (int i = 1; i <= ROUNDS; i++) {
        subscription.offer(new State<>(i, Set.of(i), null, 0));
        while (subscriber.last != i) {
          assertThat(System.nanoTime() - end).as("time left in round " + i).isNegative();
          Thread.onSpinWait();
        }
        subscriber.subscription.request(1);
      }
    } finally {
      executor.shutdown();
    }
  }
}

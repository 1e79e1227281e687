package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.Bench.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.asyncioctl.sim.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Subscribers come, go, throw and call back, and harm nobody. */
class AudienceTest {
  private final Bench bench = new Bench();

  @Test
  void nothingIsOpenWithoutSubscribers() {
    bench.run();
    assertThat(bench.source.opened()).isZero();
  }

  @Test
  void oneOperationServesAll() {
    List<Probe<String>> probes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      probes.add(bench.subscribe(Probe.unbounded()));
    }
    bench.change("a");

    assertThat(bench.source.opened()).isEqualTo(1);
    assertThat(bench.source.arms()).isEqualTo(2);
    assertThat(probes).allMatch(probe -> probe.changes().size() == 2);
  }

  @Test
  void theLastOneToLeaveCancelsIt() {
    Probe<String> first = bench.subscribe(Probe.unbounded());
    Probe<String> second = bench.subscribe(Probe.unbounded());
    first.subscription().cancel();
    bench.run();
    assertThat(bench.source.isArmed()).isTrue();
    second.subscription().cancel();
    second.subscription().cancel();
    bench.run();

    assertThat(bench.source.isArmed()).isFalse();
    assertThat(bench.source.closed()).isEqualTo(1);
    bench.change("a");
    assertThat(first.changes()).hasSize(1);
    assertThat(second.changes()).hasSize(1);
  }

  @Test
  void whoComesLaterGetsThePresentState() {
    bench.subscribe(Probe.unbounded());
    bench.change("a");
    Probe<String> late = bench.subscribe(Probe.unbounded());

    assertThat(late.changes()).containsExactly(change(Set.of("a"), Set.of("a"), Set.of()));
  }

  @Test
  void whoComesAfterAllHadLeftGetsNothingOld() {
    bench.source.change("old");
    Probe<String> first = bench.subscribe(Probe.unbounded());
    first.subscription().cancel();
    bench.run();
    bench.source.change("new");
    Probe<String> second = bench.subscribe(Probe.unbounded());

    assertThat(second.changes()).containsExactly(change(Set.of("new"), Set.of("new"), Set.of()));
    assertThat(bench.source.opened()).isEqualTo(2);
  }

  @Test
  void whoComesAfterAllHadLeftIsToldThoughNothingIsDifferent() {
    bench.source.change("a");
    Probe<String> first = bench.subscribe(Probe.unbounded());
    first.subscription().cancel();
    bench.run();
    Probe<String> second = bench.subscribe(Probe.unbounded());

    assertThat(second.changes()).isEqualTo(first.changes()).hasSize(1);
  }

  @Test
  void whoCancelsInOnSubscribeWasNeverThere() {
    Probe<String> probe =
        new Probe<>(0) {
          @Override
          public void onSubscribe(Flow.Subscription mine) {
            mine.request(1);
            mine.cancel();
          }
        };
    bench.subscribe(probe);

    assertThat(probe.changes()).isEmpty();
    assertThat(bench.source.opened()).isZero();
  }

  @Test
  void whoCancelsInOnNextGetsNothingMore() {
    Probe<String> probe = Probe.unbounded();
    bench.subscribe(probe.reacting(change -> probe.subscription().cancel()));
    bench.change("a");

    assertThat(probe.changes()).hasSize(1);
    assertThat(bench.source.closed()).isEqualTo(1);
  }

  /** The signal is on its way to the subscriber's executor then. */
  @Test
  void whoCancelsBeforeItIsToldGetsNothingMore() {
    ManualExecutor executor = new ManualExecutor();
    Probe<Integer> probe = Probe.unbounded();
    ChangeSubscription<Set<Integer>, Change<Integer>> subscription =
        new ChangeSubscription<>(probe, Change.form(), executor, left -> {}, false);
    subscription.begin();
    executor.runAll();
    subscription.offer(new State<>(1, Set.of(1), null, 0));
    subscription.cancel();
    executor.runAll();
    assertThat(probe.changes()).isEmpty();
  }

  /** For want of memory, say. The loop ends as usual, so the end is told. */
  @Test
  void whoseChangeCannotBeMadeIsToldOfThat() {
    AtomicBoolean poor = new AtomicBoolean();
    Error noMemory = new OutOfMemoryError("as the test wants it");
    Object element =
        new Object() {
          @Override
          public int hashCode() {
            if (poor.get()) {
              throw noMemory;
            }
            return 1;
          }
        };
    ManualExecutor executor = new ManualExecutor();
    List<Throwable> told = new ArrayList<>();
    Probe<Object> probe =
        new Probe<>(1) {
          @Override
          public void onError(Throwable cause) {
            told.add(cause);
          }
        };
    ChangeSubscription<Set<Object>, Change<Object>> subscription =
        new ChangeSubscription<>(probe, Change.form(), executor, left -> told.add(null), false);
    subscription.begin();
    subscription.offer(new State<>(1, Set.of(element), null, 0));
    poor.set(true);
    executor.runAll();

    assertThat(told).containsExactly(null, noMemory);
  }

  @Test
  void whoSubscribesAnotherInOnNextMay() {
    Probe<String> inner = Probe.unbounded();
    Probe<String> outer = Probe.unbounded();
    bench.subscribe(
        outer.reacting(
            change -> {
              if (inner.subscription() == null) {
                bench.watch.subscribe(inner);
              }
            }));
    bench.change("a");

    assertThat(outer.changes()).hasSize(2);
    assertThat(inner.changes()).hasSize(2);
  }

  @Test
  void requestsInOnNextDoNotRecurse() {
    Watch<String> direct = new Watch<>(bench.source, Runnable::run, bench.couriers, bench.timer);
    Probe<String> probe = new Probe<>(1);
    direct.subscribe(
        probe.reacting(
            change -> {
              probe.subscription().request(1);
              if (change.current().size() < 2) {
                bench.source.change("a", "b" + change.skipped());
              }
            }));
    bench.run();

    assertThat(probe.changes()).hasSize(2);
  }

  @Test
  void whoThrowsIsDismissedAndTheOthersAreTold() {
    Probe<String> good = bench.subscribe(Probe.unbounded());
    Probe<String> bad =
        bench.subscribe(
            Probe.<String>unbounded()
                .reacting(
                    change -> {
                      throw new IllegalStateException("as the test wants it");
                    }));
    Probe<String> worse =
        bench.subscribe(
            Probe.<String>unbounded()
                .reacting(
                    change -> {
                      throw new StackOverflowError("as the test wants it");
                    }));
    bench.change("a");

    assertThat(bad.changes()).hasSize(1);
    assertThat(worse.changes()).hasSize(1);
    assertThat(good.changes()).hasSize(2);
    good.subscription().cancel();
    bench.run();
    assertThat(bench.source.closed()).isEqualTo(1);
  }

  @Test
  void whoThrowsInOnSubscribeWasNeverThere() {
    Probe<String> probe =
        new Probe<>(0) {
          @Override
          public void onSubscribe(Flow.Subscription mine) {
            throw new IllegalStateException("as the test wants it");
          }
        };
    bench.subscribe(probe);

    assertThat(bench.source.opened()).isZero();
  }

  @Test
  void whoThrowsAtTheEndHarmsNobody() {
    bench.subscribe(
        new Probe<>(1) {
          @Override
          public void onComplete() {
            throw new IllegalStateException("as the test wants it");
          }
        });
    Probe<String> good = bench.subscribe(Probe.unbounded());
    try (Logged log = new Logged()) {
      bench.watch.close();
      bench.run();
      assertThat(log.messages()).singleElement().asString().contains("threw in its last method");
    }

    assertThat(good.isCompleted()).isTrue();
  }

  @Test
  void aListenerMayThrowAndIsToldOn() {
    List<Change<String>> heard = new ArrayList<>();
    Registration listening =
        bench.watch.listen(
            change -> {
              heard.add(change);
              throw new IllegalStateException("as the test wants it");
            });
    bench.run();
    bench.change("a");
    assertThat(heard).hasSize(2);

    listening.close();
    listening.close();
    bench.run();
    assertThat(bench.source.closed()).isEqualTo(1);
  }

  @Test
  void closingCompletesEverybodyAndClosesTheSource() {
    Probe<String> wanting = bench.subscribe(Probe.unbounded());
    Probe<String> waiting = bench.subscribe(new Probe<>(0));
    bench.watch.close();
    bench.watch.close();
    bench.run();

    assertThat(wanting.isCompleted()).isTrue();
    assertThat(waiting.isCompleted()).isTrue();
    assertThat(bench.source.closed()).isEqualTo(1);
    assertThat(bench.source.isArmed()).isFalse();
  }

  @Test
  void whoComesAfterTheCloseIsCompletedAtOnce() {
    bench.watch.close();
    Probe<String> probe = bench.subscribe(Probe.unbounded());

    assertThat(probe.isCompleted()).isTrue();
    assertThat(probe.changes()).isEmpty();
    assertThat(bench.source.opened()).isZero();
  }

  @Test
  void theSameSubscriberMayComeTwice() {
    List<Change<String>> heard = new ArrayList<>();
    bench.watch.listen(heard::add);
    bench.watch.listen(heard::add);
    bench.run();

    assertThat(heard).hasSize(2);
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException().isThrownBy(() -> bench.watch.subscribe(null));
    assertThatNullPointerException().isThrownBy(() -> bench.watch.listen(null));
  }

  @Test
  void subscribersAreCalledByTheirExecutorOnly() {
    Probe<String> probe = Probe.unbounded();
    bench.watch.subscribe(probe);
    bench.couriers.runAll();
    assertThat(probe.changes()).isEmpty();
    assertThat(bench.signals.given()).isEqualTo(1);

    bench.signals.runAll();
    assertThat(probe.changes()).hasSize(1);
  }

  @Test
  void whatTheirExecutorRefusesRunsElsewhere() {
    Watch<String> refused =
        new Watch<>(
            bench.source,
            task -> {
              throw new RejectedExecutionException("as the test wants it");
            },
            bench.couriers,
            bench.timer);
    Probe<String> probe = Probe.unbounded();
    refused.subscribe(probe);
    bench.run();

    assertThat(probe.changes()).hasSize(1);
  }

  /** A watch that closes its own engine: a round that is under way finds it closed. */
  @Test
  void whatFailsBecauseTheWatchIsBeingClosedIsNoFailure() {
    Probe<String> probe = Probe.unbounded();
    bench.source.onceBeforeArm(
        () -> {
          bench.watch.close();
          throw new IllegalStateException("the engine is closed");
        });
    bench.subscribe(probe);

    assertThat(probe.isCompleted()).isTrue();
  }
}

package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.Bench.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An executor that throws, whatever that is, silences nobody and ends nothing. */
class HostileExecutorsTest {
  private final Bench bench = new Bench();

  static Stream<Throwable> refusals() {
    return Stream.of(
        new OutOfMemoryError("unable to create native thread, as the test wants it"),
        new StackOverflowError("as the test wants it"),
        new NoClassDefFoundError("as the test wants it"),
        new RejectedExecutionException("as the test wants it"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatTheUsersExecutorThrowsSilencesNobody(Throwable refusal) {
    HostileExecutor users = new HostileExecutor(bench.signals);
    Watch<String> watch = new Watch<>(bench.source, users, bench.couriers, bench.timer);
    List<Change<String>> heard = new ArrayList<>();
    Probe<String> probe = Probe.unbounded();
    watch.listen(heard::add);
    watch.subscribe(probe);
    bench.run();
    users.refuseNext(refusal);
    bench.change("a");
    bench.change("a", "b");

    assertThat(users.refusals()).isEqualTo(1);
    assertThat(heard)
        .containsExactly(
            change(Set.of(), Set.of(), Set.of()),
            change(Set.of("a"), Set.of("a"), Set.of()),
            change(Set.of("a", "b"), Set.of("b"), Set.of()));
    assertThat(probe.changes()).isEqualTo(heard);
    assertThat(probe.failure()).isNull();
    assertThat(bench.source.opened()).isEqualTo(1);
  }

  /** A ThreadPoolExecutor may want for a thread when the task is in its queue already. */
  @ParameterizedTest
  @MethodSource("refusals")
  void whatWasTakenThoughTheUsersExecutorThrewRunsOnce(Throwable refusal) {
    HostileExecutor users = new HostileExecutor(bench.signals);
    Watch<String> watch = new Watch<>(bench.source, users, bench.couriers, bench.timer);
    Probe<String> probe = Probe.unbounded();
    watch.subscribe(probe);
    bench.run();
    // A second run of the loop, if there is one, finds the first in the middle of its work.
    probe.reacting(
        change -> {
          if (change.current().size() == 1) {
            bench.change("a", "b");
          }
        });
    users.throwAfterNext(refusal);
    bench.change("a");

    assertThat(users.refusals()).isEqualTo(1);
    assertThat(probe.changes())
        .containsExactly(
            change(Set.of(), Set.of(), Set.of()),
            change(Set.of("a"), Set.of("a"), Set.of()),
            change(Set.of("a", "b"), Set.of("b"), Set.of()));
    assertThat(probe.failure()).isNull();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatTheWatchesOwnExecutorThrowsStopsNothing(Throwable refusal) {
    HostileExecutor couriers = new HostileExecutor(bench.couriers);
    Watch<String> watch = new Watch<>(bench.source, bench.signals, couriers, bench.timer);
    Probe<String> probe = Probe.unbounded();
    watch.subscribe(probe);
    bench.run();
    couriers.refuseNext(refusal);
    bench.change("a");
    bench.change("a", "b");

    assertThat(couriers.refusals()).isEqualTo(1);
    assertThat(probe.changes()).hasSize(3);
    assertThat(probe.last()).isEqualTo(change(Set.of("a", "b"), Set.of("b"), Set.of()));
  }

  /** The users' refuses, and so does the other one, which is asked in its place. */
  @ParameterizedTest
  @MethodSource("refusals")
  void aDrainThatNobodyTakesIsNotLost(Throwable refusal) {
    HostileExecutor executor = new HostileExecutor(bench.signals);
    Probe<String> probe = Probe.unbounded();
    ChangeSubscription<Set<String>, Change<String>> subscription =
        new ChangeSubscription<>(probe, Change.form(), executor, left -> {}, false);
    executor.refuseNext(refusal);
    subscription.begin();
    executor.refuseNext(refusal);
    subscription.offer(new State<>(1, Set.of("a"), null, 0));
    subscription.offer(new State<>(2, Set.of("a", "b"), null, 0));
    bench.run();

    assertThat(executor.refusals()).isEqualTo(2);
    assertThat(probe.changes())
        .containsExactly(
            change(Set.of("a"), Set.of("a"), Set.of()),
            change(Set.of("a", "b"), Set.of("b"), Set.of()));
  }
}

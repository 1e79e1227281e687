package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.Bench.change;
import static io.github.asyncioctl.watch.Bench.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Attempts that fail are told, repeated at growing distances, and their end is told, too. */
class TroubleTest {
  private final Bench bench = new Bench();
  private final Probe<String> probe = Probe.unbounded();
  private final IOException failure = new IOException("as the test wants it");

  private Duration retry() {
    Duration delay = bench.timer.passOnly();
    bench.run();
    return delay;
  }

  @Test
  void anArmThatFailsIsTroubleAndTheStateIsReadAllTheSame() {
    bench.source.failNextArms(1, failure);
    bench.source.change("a");
    bench.subscribe(probe);
    assertThat(probe.changes()).containsExactly(trouble(Set.of("a"), Set.of("a"), failure));

    retry();
    assertThat(probe.last()).isEqualTo(change(Set.of("a"), Set.of(), Set.of()));
    bench.change("b");
    assertThat(probe.changes()).hasSize(3);
    assertThat(probe.last()).isEqualTo(change(Set.of("b"), Set.of("b"), Set.of("a")));
  }

  @Test
  void aReArmThatFailsIsTroubleAndRecoveryIsAChange() {
    bench.source.change("a");
    bench.subscribe(probe);
    bench.source.failNextArms(1, failure);
    bench.change("a", "b");
    assertThat(probe.last()).isEqualTo(trouble(Set.of("a", "b"), Set.of("b"), failure));

    bench.source.change("b");
    retry();
    assertThat(probe.last()).isEqualTo(change(Set.of("b"), Set.of(), Set.of("a")));
    assertThat(bench.source.isArmed()).isTrue();
  }

  /** Somebody else cancels the operation, say. */
  @Test
  void anOperationThatFailsLaterIsTrouble() {
    bench.source.change("a");
    bench.subscribe(probe);
    bench.source.failArmed(new CompletionException(failure));
    bench.run();
    assertThat(probe.last()).isEqualTo(trouble(Set.of("a"), Set.of(), failure));

    retry();
    assertThat(probe.changes()).hasSize(3);
    assertThat(probe.last()).isEqualTo(change(Set.of("a"), Set.of(), Set.of()));
  }

  private static IOException cancellation() {
    return TestFailures.failures()
        .failure(new SimulatedTarget(0x44, true), 0, 995, 0, 0, ByteBuffer.allocate(0), "");
  }

  /** Somebody else did it, or its thread has ended. */
  @Test
  void anOperationThatIsCancelledIsRepeatedAtOnce() {
    bench.source.change("a");
    bench.subscribe(probe);
    bench.source.onceBeforeArm(() -> bench.source.change("a", "b"));
    bench.source.failArmed(cancellation());
    bench.run();

    assertThat(probe.changes())
        .containsExactly(
            change(Set.of("a"), Set.of("a"), Set.of()),
            change(Set.of("a", "b"), Set.of("b"), Set.of()));
    assertThat(bench.source.isArmed()).isTrue();
    assertThat(bench.source.closed()).isEqualTo(1);
  }

  @Test
  void operationsThatAreCancelledAgainAndAgainAreTrouble() {
    IOException cancelled = cancellation();
    bench.source.failNextArms(20, cancelled);
    bench.subscribe(probe);
    assertThat(bench.source.arms()).isEqualTo(2);
    assertThat(probe.changes()).containsExactly(trouble(Set.of(), Set.of(), cancelled));

    assertThat(retry()).isEqualTo(Backoff.FIRST);
    assertThat(retry()).isEqualTo(Backoff.FIRST.multipliedBy(2));
    assertThat(probe.changes()).hasSize(1);
  }

  @Test
  void oneThatIsCancelledAfterALongTimeIsRepeatedAtOnceAgain() {
    bench.subscribe(probe);
    for (int i = 0; i < 3; i++) {
      bench.timer.pass(Backoff.FIRST.plusMillis(1));
      bench.source.failArmed(cancellation());
      bench.run();
    }
    assertThat(probe.changes()).hasSize(1);
    assertThat(bench.source.isArmed()).isTrue();

    bench.source.failArmed(cancellation());
    bench.run();
    assertThat(probe.changes()).hasSize(2);
    assertThat(probe.last().failure()).isPresent();
  }

  /** The list may be in flux. */
  @Test
  void aReadThatFailsIsRepeatedBeforeItIsTrouble() {
    bench.source.change("a");
    bench.subscribe(probe);
    bench.source.failNextReads(Rounds.REREADS, failure);
    bench.change("b");
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < Rounds.REREADS; i++) {
      assertThat(probe.changes()).hasSize(1);
      delays.add(retry().toMillis());
    }

    assertThat(delays).containsExactly(10L, 20L, 40L, 80L, 160L);
    assertThat(probe.changes()).hasSize(2);
    assertThat(probe.last()).isEqualTo(change(Set.of("b"), Set.of("b"), Set.of("a")));
    assertThat(bench.source.arms()).isEqualTo(2);
  }

  @Test
  void aChangeWhileTheReadIsToBeRepeatedIsSeen() {
    bench.source.failNextReads(1, failure);
    bench.subscribe(probe);
    bench.source.onceAfterRead(() -> bench.source.change("b"));
    bench.source.change("a");
    bench.run();
    retry();

    assertThat(probe.last().current()).containsExactly("b");
    assertThat(bench.source.isArmed()).isTrue();
  }

  @Test
  void whoLeavesWhileTheReadIsToBeRepeatedEndsThat() {
    bench.source.failNextReads(1, failure);
    bench.subscribe(probe);
    probe.subscription().cancel();
    bench.run();
    retry();

    assertThat(probe.changes()).isEmpty();
    assertThat(bench.source.reads()).isEqualTo(1);
    assertThat(bench.source.opened()).isEqualTo(bench.source.closed()).isEqualTo(1);
  }

  private void failReadsOfOneRound() {
    bench.source.failNextReads(Rounds.REREADS + 1, failure);
  }

  private void rereadInVain() {
    for (int i = 0; i < Rounds.REREADS; i++) {
      retry();
    }
  }

  @Test
  void aReadThatFailsIsTroubleAndCancelsWhatIsArmed() {
    failReadsOfOneRound();
    bench.subscribe(probe);
    rereadInVain();
    assertThat(probe.changes()).containsExactly(trouble(Set.of(), Set.of(), failure));
    assertThat(bench.source.isArmed()).isFalse();

    retry();
    assertThat(probe.last()).isEqualTo(change(Set.of(), Set.of(), Set.of()));
  }

  @Test
  void aReadThatFailsLeavesTheLastStateKnown() {
    bench.source.change("a");
    bench.subscribe(probe);
    failReadsOfOneRound();
    bench.change("b");
    rereadInVain();
    assertThat(probe.last()).isEqualTo(trouble(Set.of("a"), Set.of(), failure));

    retry();
    assertThat(probe.last()).isEqualTo(change(Set.of("b"), Set.of("b"), Set.of("a")));
  }

  @Test
  void aSocketThatDoesNotOpenIsTrouble() {
    bench.source.failNextOpens(failure);
    bench.source.change("a");
    bench.subscribe(probe);
    assertThat(probe.changes()).containsExactly(trouble(Set.of(), Set.of(), failure));

    retry();
    assertThat(probe.last()).isEqualTo(change(Set.of("a"), Set.of("a"), Set.of()));
  }

  @Test
  void everyAttemptHasASessionOfItsOwn() {
    bench.source.failNextArms(3, failure);
    bench.subscribe(probe);
    for (int i = 1; i <= 3; i++) {
      assertThat(bench.source.closed()).isEqualTo(bench.source.opened()).isEqualTo(i);
      retry();
    }
    assertThat(bench.source.opened()).isEqualTo(4);
    assertThat(bench.source.closed()).isEqualTo(3);
  }

  @Test
  void troubleIsToldOnceAndDelaysGrowToAMinute() {
    bench.source.failNextArms(20, failure);
    bench.subscribe(probe);
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      delays.add(retry().toMillis());
    }

    assertThat(delays)
        .containsExactly(
            100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 25600L, 51200L, 60000L, 60000L);
    assertThat(probe.changes()).hasSize(1);
  }

  @Test
  void changesDuringTroubleComeWithTheAttempts() {
    bench.source.failNextArms(3, failure);
    bench.subscribe(probe);
    bench.source.change("a");
    bench.run();
    assertThat(probe.changes()).hasSize(1);
    retry();

    assertThat(probe.last()).isEqualTo(trouble(Set.of("a"), Set.of("a"), failure));
  }

  @Test
  void aChangeThatIsToldMakesDelaysShortAgain() {
    bench.source.failNextArms(3, failure);
    bench.subscribe(probe);
    retry();
    retry();
    retry();
    bench.source.onceBeforeArm(() -> bench.source.failNextArms(1, failure));
    bench.change("a");

    assertThat(retry()).isEqualTo(Backoff.FIRST);
  }

  @Test
  void soDoesAnOperationThatStoodForLong() {
    bench.source.failNextArms(3, failure);
    bench.subscribe(probe);
    retry();
    retry();
    assertThat(retry()).isEqualTo(Duration.ofMillis(400));
    bench.timer.pass(Duration.ofMillis(401));
    bench.source.failArmed(failure);
    bench.run();

    assertThat(retry()).isEqualTo(Backoff.FIRST);
  }

  @Test
  void anOperationThatFailsSoonAfterwardsDoesNot() {
    bench.source.failNextArms(1, failure);
    bench.subscribe(probe);
    retry();
    bench.source.failArmed(failure);
    bench.run();

    assertThat(retry()).isEqualTo(Backoff.FIRST.multipliedBy(2));
  }

  /** It may have been blind for a while, and is told. */
  @Test
  void whoSleptThroughTroubleIsToldOfTheRecovery() {
    Probe<String> sleeper = bench.subscribe(new Probe<>(1));
    bench.source.failArmed(failure);
    bench.run();
    retry();
    sleeper.subscription().request(1);
    bench.run();

    assertThat(sleeper.changes()).hasSize(2);
    assertThat(sleeper.last()).isEqualTo(change(Set.of(), Set.of(), Set.of(), 1));
  }

  @Test
  void whoComesDuringTroubleIsToldOfIt() {
    bench.source.failNextArms(1, failure);
    bench.source.change("a");
    bench.subscribe(probe);
    Probe<String> second = bench.subscribe(Probe.unbounded());

    assertThat(second.changes()).containsExactly(trouble(Set.of("a"), Set.of("a"), failure));
  }

  @Test
  void theLastOneToLeaveEndsTheAttempts() {
    bench.source.failNextArms(1, failure);
    bench.subscribe(probe);
    probe.subscription().cancel();
    bench.run();

    assertThat(bench.timer.waiting()).isZero();
    assertThat(bench.source.opened()).isEqualTo(bench.source.closed()).isEqualTo(1);
  }

  @Test
  void soDoesOneWhoLeavesJustBeforeAnAttempt() {
    bench.source.failNextArms(1, failure);
    bench.subscribe(probe);
    probe.subscription().cancel();
    bench.timer.passOnly();
    bench.run();

    assertThat(bench.source.opened()).isEqualTo(bench.source.closed()).isEqualTo(1);
  }

  /** The engine is closed, say. */
  @Test
  void whatCannotBecomeBetterIsTheEnd() {
    bench.subscribe(probe);
    IllegalStateException end = new IllegalStateException("the engine is closed");
    List<Change<String>> heard = new ArrayList<>();
    bench.watch.listen(heard::add);
    bench.run();
    bench.source.failArmed(end);
    bench.run();

    assertThat(probe.failure()).isSameAs(end);
    assertThat(probe.changes()).hasSize(1);
    assertThat(heard)
        .hasSize(2)
        .last()
        .isEqualTo(new Change<>(Set.of(), Set.of(), Set.of(), 0, Optional.of(end)));
    assertThat(bench.timer.waiting()).isZero();
    assertThat(bench.source.opened()).isEqualTo(bench.source.closed());
  }

  /** Reading again helps against what passes. */
  @Test
  void aReadThatCannotBecomeBetterIsNotRepeated() {
    bench.subscribe(probe);
    IllegalStateException end = new IllegalStateException("the engine is closed");
    bench.source.failNextReads(1, end);
    bench.change("a");

    assertThat(probe.failure()).isSameAs(end);
    assertThat(bench.timer.waiting()).isZero();
    assertThat(bench.source.opened()).isEqualTo(bench.source.closed());
  }

  @Test
  void aReadThatIsCancelledBeginsAnewAtOnce() {
    bench.subscribe(probe);
    bench.timer.pass(Backoff.FIRST.plusMillis(1));
    bench.source.failNextReads(1, cancellation());
    bench.change("a");

    assertThat(bench.timer.waiting()).isZero();
    assertThat(bench.source.opened()).isEqualTo(2);
    assertThat(bench.source.isArmed()).isTrue();
    assertThat(probe.last()).isEqualTo(change(Set.of("a"), Set.of("a"), Set.of()));
  }

  @Test
  void whoComesAfterTheEndBeginsAnew() {
    bench.source.failNextOpens(new UnsupportedOperationException("no such family"));
    bench.subscribe(probe);
    assertThat(probe.failure()).isInstanceOf(UnsupportedOperationException.class);

    Probe<String> second = bench.subscribe(Probe.unbounded());
    assertThat(second.changes()).hasSize(1);
    assertThat(second.failure()).isNull();
  }

  /** Those who were told of the end count for nothing after it. */
  @Test
  void whoLeavesAfterAnEndAndANewBeginningStopsTheSource() {
    bench.subscribe(probe);
    bench.source.failArmed(new IllegalStateException("the engine is closed"));
    bench.run();
    Probe<String> second = bench.subscribe(Probe.unbounded());
    second.subscription().cancel();
    bench.run();
    assertThat(bench.source.opened()).isEqualTo(2);
    assertThat(bench.source.closed()).isEqualTo(2);
  }
}

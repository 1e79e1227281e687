package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.Bench.change;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** No change is missed, whenever it comes. */
class MissedChangesTest {
  private final Bench bench = new Bench();
  private final Probe<String> probe = Probe.unbounded();

  @Test
  void firstTheStateThenEachChange() {
    bench.source.change("a");
    bench.subscribe(probe);
    bench.change("a", "b");
    bench.change("b");

    assertThat(probe.changes())
        .containsExactly(
            change(Set.of("a"), Set.of("a"), Set.of()),
            change(Set.of("a", "b"), Set.of("b"), Set.of()),
            change(Set.of("b"), Set.of(), Set.of("a")));
  }

  @Test
  void theEmptyStateIsAState() {
    bench.subscribe(probe);

    assertThat(probe.changes()).containsExactly(change(Set.of(), Set.of(), Set.of()));
  }

  @Test
  void aChangeBetweenArmAndRead() {
    bench.source.onceBeforeRead(() -> bench.source.change("a"));
    bench.subscribe(probe);

    assertThat(probe.changes()).containsExactly(change(Set.of("a"), Set.of("a"), Set.of()));
    assertThat(bench.source.isArmed()).isTrue();
  }

  @Test
  void aChangeAfterTheReadThatItsAnswerDoesNotShow() {
    bench.source.onceAfterRead(() -> bench.source.change("a"));
    bench.subscribe(probe);

    // The first answer came and went before the subscriber was called.
    assertThat(probe.changes()).containsExactly(change(Set.of("a"), Set.of("a"), Set.of(), 1));
  }

  @Test
  void aChangeBetweenTwoArms() {
    bench.subscribe(probe);
    bench.source.onceBeforeArm(() -> bench.source.change("a", "b"));
    bench.change("a");

    assertThat(probe.last().current()).containsExactlyInAnyOrder("a", "b");
    assertThat(bench.source.isArmed()).isTrue();
  }

  @Test
  void aBurstCollapsesIntoItsLastState() {
    bench.subscribe(probe);
    for (int i = 0; i < 1000; i++) {
      bench.source.change("n" + i);
    }
    bench.run();

    assertThat(probe.changes())
        .containsExactly(
            change(Set.of(), Set.of(), Set.of()), change(Set.of("n999"), Set.of("n999"), Set.of()));
  }

  @Test
  void aChangeThatWasUndoneIsNone() {
    bench.source.change("a");
    bench.subscribe(probe);
    bench.source.change("b");
    bench.change("a");

    assertThat(probe.changes()).hasSize(1);
    assertThat(bench.source.isArmed()).isTrue();
    bench.change("c");
    assertThat(probe.last()).isEqualTo(change(Set.of("c"), Set.of("c"), Set.of("a")));
  }

  /** A system that says "changed" all the time must not keep a processor busy. */
  @Test
  void changesWithoutDifferenceAreAskedForAtADistance() {
    bench.source.fireAlways();
    bench.subscribe(probe);

    assertThat(bench.source.arms()).isEqualTo(Rounds.FRUITLESS + 1);
    for (int i = 1; i <= 5; i++) {
      assertThat(bench.timer.passOnly()).isEqualTo(Rounds.DISTANCE);
      bench.run();
      assertThat(bench.source.arms()).isEqualTo(Rounds.FRUITLESS + 1 + i);
    }
    assertThat(probe.changes()).hasSize(1);

    bench.source.change("a");
    bench.timer.passOnly();
    bench.run();
    assertThat(probe.last().current()).containsExactly("a");
  }
}

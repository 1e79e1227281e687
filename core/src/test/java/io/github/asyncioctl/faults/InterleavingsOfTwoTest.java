package io.github.asyncioctl.faults;

import static io.github.asyncioctl.faults.Schedule.Event.BY_HAND;
import static io.github.asyncioctl.faults.Schedule.Event.CALLER_EXITS;
import static io.github.asyncioctl.faults.Schedule.Event.CANCEL;
import static io.github.asyncioctl.faults.Schedule.Event.CLOSE_ENGINE;
import static io.github.asyncioctl.faults.Schedule.Event.CLOSE_SOCKET;
import static io.github.asyncioctl.faults.Schedule.Event.COMPLETES;
import static io.github.asyncioctl.faults.Schedule.Event.SIGNALLED;
import static io.github.asyncioctl.faults.Schedule.Event.START_RETURNS;
import static io.github.asyncioctl.faults.Schedule.Event.SUBMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.faults.Schedule.Pace;
import io.github.asyncioctl.faults.Schedule.Step;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two operations on one lane: what happens to the one while the other is somewhere else. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
@Tag("faults")
class InterleavingsOfTwoTest {
  private static final Duration DRAIN = Duration.ofSeconds(20);

  /** Lanes of an engine. */
  private static final int LANES = 47;

  private static final List<Step> BASE =
      List.of(
          new Step(0, START_RETURNS),
          new Step(0, COMPLETES),
          new Step(0, SIGNALLED),
          new Step(1, SUBMIT),
          new Step(1, START_RETURNS),
          new Step(1, COMPLETES),
          new Step(1, SIGNALLED));

  private static final List<Step> EXTRAS =
      List.of(
          new Step(0, CANCEL),
          new Step(1, CANCEL),
          new Step(0, CLOSE_SOCKET),
          new Step(1, CLOSE_SOCKET),
          new Step(0, BY_HAND),
          new Step(1, BY_HAND),
          new Step(1, CALLER_EXITS));

  private static boolean precedes(Step first, Step second) {
    if (first.op() == second.op()) {
      return (first.event() == COMPLETES && second.event() == SIGNALLED)
          || (first.event() == SUBMIT
              && second.event() != SUBMIT
              && second.event() != CLOSE_SOCKET);
    }
    // The waiter starts one after the other.
    return first.op() == 0
        && first.event() == START_RETURNS
        && (second.event() == START_RETURNS || second.event() == COMPLETES);
  }

  /** An engine each of whose lanes but the last has two operations. */
  private static Rig filled(Personality personality) {
    Rig rig = Rig.stepped(personality, DRAIN);
    try {
      rig.open();
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
    SimulatedTarget idle = rig.socket();
    for (int i = 0; i < LANES; i++) {
      rig.submit(idle, Rig.PENDS, 0);
    }
    rig.settle();
    for (int i = 0; i < LANES - 1; i++) {
      rig.submit(idle, Rig.PENDS, 0);
      rig.settle(); // those that are started together would share a lane
    }
    rig.complete(rig.ops.get(LANES - 1), 0);
    rig.settle();
    rig.ops.clear();
    return rig;
  }

  @Test
  void theTwoShareALane() {
    Rig rig = filled(Personality.WINDOWS);
    List<PendingIoctl> before = rig.sim.pendings();
    rig.submit(rig.socket(), Rig.PENDS, 8);
    rig.submit(rig.socket(), Rig.PENDS, 8);
    rig.settle();
    List<PendingIoctl> both = new ArrayList<>(rig.sim.pendings());
    both.removeAll(before);
    assertThat(both).hasSize(2);
    assertThat(both.get(0).event()).isEqualTo(both.get(1).event());
    assertThat(before).noneMatch(each -> each.event() == both.get(0).event());
    rig.close();
    Schedule.checkNothingKept(rig);
  }

  /** They complete in every order, together with what else may happen to either. */
  @ParameterizedTest
  @CsvSource({
    "WINDOWS, AT_ONCE, false, 7, 1",
    "WINE, CALL_BY_CALL, false, 7, 1",
    "WINDOWS, AT_THE_END, false, 7, 1",
    "WINE, AT_ONCE, true, 7, 1"
  })
  void everyOrder(
      Personality personality,
      Pace pace,
      boolean cancelsLater,
      int extras,
      int atOnce,
      TestReporter reporter) {
    runEveryOrder(personality, pace, cancelsLater, extras, atOnce, reporter);
  }

  /** The same with a waiter that is behind a slow kernel, and with two things at a time. */
  @ParameterizedTest
  @Tag("exhaustive")
  @Timeout(value = 900, threadMode = SEPARATE_THREAD)
  @CsvSource({
    "WINDOWS, CALL_BY_CALL, true, 7, 1",
    "WINDOWS, CALL_BY_CALL, false, 7, 1",
    "WINDOWS, AT_ONCE, true, 7, 1",
    "WINDOWS, AT_ONCE, false, 4, 2",
    "WINE, CALL_BY_CALL, true, 7, 1",
    "WINE, AT_ONCE, false, 4, 2"
  })
  void everyOrderToo(
      Personality personality,
      Pace pace,
      boolean cancelsLater,
      int extras,
      int atOnce,
      TestReporter reporter) {
    runEveryOrder(personality, pace, cancelsLater, extras, atOnce, reporter);
  }

  private static void runEveryOrder(
      Personality personality,
      Pace pace,
      boolean cancelsLater,
      int extras,
      int atOnce,
      TestReporter reporter) {
    Rig rig = filled(personality);
    rig.sim.setCancelsLater(cancelsLater);
    int count = 0;
    for (List<Step> some : Orders.subsets(EXTRAS.subList(0, extras), atOnce)) {
      // Both complete, or one of them does not.
      for (int silent = -1; silent < 2; silent++) {
        List<Step> steps = new ArrayList<>(BASE);
        int one = silent;
        steps.removeIf(
            step -> step.op() == one && (step.event() == COMPLETES || step.event() == SIGNALLED));
        steps.addAll(some);
        count +=
            Orders.forEach(
                steps,
                InterleavingsOfTwoTest::precedes,
                order -> {
                  run(rig, pace, order);
                  rig.ops.clear();
                });
      }
    }
    assertThat(count).isPositive();
    reporter.publishEntry("schedules", "" + count);
    rig.sim.setCancelsLater(false);
    rig.close();
    Schedule.checkNothingKept(rig);
  }

  /** The engine is closed at every point. */
  @ParameterizedTest
  @CsvSource("WINDOWS, AT_ONCE, true")
  void everyOrderWithTheEnginesEnd(
      Personality personality, Pace pace, boolean cancelsLater, TestReporter reporter) {
    runWithTheEnginesEnd(personality, pace, cancelsLater, reporter);
  }

  /** The same in the other ways. */
  @ParameterizedTest
  @Tag("exhaustive")
  @Timeout(value = 900, threadMode = SEPARATE_THREAD)
  @CsvSource({
    "WINDOWS, AT_ONCE, false",
    "WINDOWS, CALL_BY_CALL, false",
    "WINE, AT_ONCE, true",
    "WINE, CALL_BY_CALL, false"
  })
  void everyOrderWithTheEnginesEndToo(
      Personality personality, Pace pace, boolean cancelsLater, TestReporter reporter) {
    runWithTheEnginesEnd(personality, pace, cancelsLater, reporter);
  }

  private static void runWithTheEnginesEnd(
      Personality personality, Pace pace, boolean cancelsLater, TestReporter reporter) {
    List<Step> steps = new ArrayList<>(BASE);
    steps.add(new Step(0, CLOSE_ENGINE));
    int count =
        Orders.forEach(
            steps,
            InterleavingsOfTwoTest::precedes,
            order -> {
              Rig rig = filled(personality);
              rig.sim.setCancelsLater(cancelsLater);
              Schedule schedule = run(rig, pace, order);
              rig.sim.pendings().forEach(each -> rig.sim.completeIfPending(each, 0xC0000120));
              schedule.close();
            });
    assertThat(count).isPositive();
    reporter.publishEntry("schedules", "" + count);
  }

  private static Schedule run(Rig rig, Pace pace, List<Step> order) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(0, SUBMIT));
    steps.addAll(order);
    Schedule schedule = new Schedule(rig, pace, 2);
    schedule.run(steps);
    return schedule;
  }
}

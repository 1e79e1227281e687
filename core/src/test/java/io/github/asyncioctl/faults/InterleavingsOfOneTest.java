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
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.faults.Schedule.Event;
import io.github.asyncioctl.faults.Schedule.Pace;
import io.github.asyncioctl.faults.Schedule.Step;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.Personality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One operation: everything that can happen to it, in every order. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
@Tag("faults")
class InterleavingsOfOneTest {
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private static final List<Event> ALL =
      List.of(
          START_RETURNS,
          COMPLETES,
          SIGNALLED,
          CANCEL,
          CLOSE_SOCKET,
          CLOSE_ENGINE,
          BY_HAND,
          CALLER_EXITS);

  private static boolean precedes(Event first, Event second) {
    return first == COMPLETES && second == SIGNALLED;
  }

  /** All eight of them, while the waiter keeps up. */
  @Test
  @Tag("exhaustive")
  @Timeout(value = 900, threadMode = SEPARATE_THREAD)
  void everyOrderOfEverything(TestReporter reporter) {
    int count =
        Orders.forEach(
            ALL,
            InterleavingsOfOneTest::precedes,
            order -> runAlone(Personality.WINDOWS, order, Pace.AT_ONCE, false));
    reporter.publishEntry("schedules", "" + count);
  }

  /** With a waiter that is behind, and with a kernel that does not cancel at once. */
  @ParameterizedTest
  @CsvSource({"WINDOWS, AT_ONCE, true", "WINE, CALL_BY_CALL, false"})
  void everyOrderOfWhatTouchesTheOperation(
      Personality personality, Pace pace, boolean cancelsLater, TestReporter reporter) {
    runSeven(personality, pace, cancelsLater, reporter);
  }

  /** The same in the other ways. */
  @ParameterizedTest
  @Tag("exhaustive")
  @Timeout(value = 900, threadMode = SEPARATE_THREAD)
  @CsvSource({
    "WINDOWS, CALL_BY_CALL, true",
    "WINDOWS, CALL_BY_CALL, false",
    "WINDOWS, AT_THE_END, false",
    "WINE, AT_ONCE, true",
    "WINE, CALL_BY_CALL, true",
    "WINE, AT_THE_END, false"
  })
  void everyOrderOfWhatTouchesTheOperationToo(
      Personality personality, Pace pace, boolean cancelsLater, TestReporter reporter) {
    runSeven(personality, pace, cancelsLater, reporter);
  }

  private static void runSeven(
      Personality personality, Pace pace, boolean cancelsLater, TestReporter reporter) {
    int count =
        Orders.forEach(
            ALL.subList(0, 7),
            InterleavingsOfOneTest::precedes,
            order -> runAlone(personality, order, pace, cancelsLater));
    reporter.publishEntry("schedules", "" + count);
  }

  private static void runAlone(
      Personality personality, List<Event> order, Pace pace, boolean cancelsLater) {
    Rig rig = opened(personality);
    rig.sim.setCancelsLater(cancelsLater);
    Schedule schedule = new Schedule(rig, pace, 1);
    schedule.run(steps(order));
    schedule.close();
  }

  /** Some of them only, so that the operation may stay pending: each selection in each order. */
  @ParameterizedTest
  @CsvSource({
    "WINDOWS, AT_ONCE, false",
    "WINE, AT_ONCE, true",
    "WINDOWS, CALL_BY_CALL, false",
    "WINE, AT_THE_END, true"
  })
  void everyOrderOfSomeOfThem(
      Personality personality, Pace pace, boolean cancelsLater, TestReporter reporter) {
    Rig rig = opened(personality);
    rig.sim.setCancelsLater(cancelsLater);
    List<Event> events =
        List.of(START_RETURNS, COMPLETES, SIGNALLED, CANCEL, CLOSE_SOCKET, BY_HAND, CALLER_EXITS);
    int count = 0;
    for (List<Event> some : Orders.subsets(events, 5)) {
      count +=
          Orders.forEach(
              some,
              InterleavingsOfOneTest::precedes,
              order -> {
                new Schedule(rig, pace, 1).run(steps(order));
                rig.ops.clear();
              });
    }
    reporter.publishEntry("schedules", "" + count);
    rig.sim.setCancelsLater(false);
    rig.close();
    Schedule.checkNothingKept(rig);
  }

  private static Rig opened(Personality personality) {
    Rig rig = Rig.stepped(personality, DRAIN);
    try {
      rig.open();
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
    rig.settle();
    return rig;
  }

  private static List<Step> steps(List<Event> order) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(0, SUBMIT));
    order.forEach(event -> steps.add(new Step(0, event)));
    return steps;
  }
}

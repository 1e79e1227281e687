package io.github.asyncioctl.faults;

import static io.github.asyncioctl.faults.WaitSchedule.Event.BY_HAND;
import static io.github.asyncioctl.faults.WaitSchedule.Event.CALL_RETURNS;
import static io.github.asyncioctl.faults.WaitSchedule.Event.CANCEL;
import static io.github.asyncioctl.faults.WaitSchedule.Event.CLOSE;
import static io.github.asyncioctl.faults.WaitSchedule.Event.LEAVES;
import static io.github.asyncioctl.faults.WaitSchedule.Event.OWNER_CLOSES;
import static io.github.asyncioctl.faults.WaitSchedule.Event.REGISTERED;
import static io.github.asyncioctl.faults.WaitSchedule.Event.SIGNAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.faults.WaitSchedule.Event;
import io.github.asyncioctl.faults.WaitSchedule.Pace;
import io.github.asyncioctl.sim.SimulatedWaits.Kind;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One wait: everything that can happen to it, in every order. */
@Timeout(value = 240, threadMode = SEPARATE_THREAD)
@Tag("faults")
class InterleavingsOfWaitTest {
  private static final List<Event> ALL =
      List.of(REGISTERED, SIGNAL, CALL_RETURNS, LEAVES, CANCEL, CLOSE, OWNER_CLOSES);

  private static boolean precedes(Event first, Event second) {
    return first == SIGNAL && (second == CALL_RETURNS || second == OWNER_CLOSES);
  }

  @ParameterizedTest
  @CsvSource({"AUTO, SETTLED", "AUTO, AT_ONCE"})
  void everyOrderOfEverything(Kind kind, Pace pace, TestReporter reporter) {
    runAll(kind, pace, reporter);
  }

  @ParameterizedTest
  @Tag("exhaustive")
  @CsvSource({"MANUAL, SETTLED", "SEMAPHORE, SETTLED", "MANUAL, AT_ONCE"})
  void everyOrderOfEverythingToo(Kind kind, Pace pace, TestReporter reporter) {
    runAll(kind, pace, reporter);
  }

  private static void runAll(Kind kind, Pace pace, TestReporter reporter) {
    int count =
        Orders.forEach(
            ALL, InterleavingsOfWaitTest::precedes, order -> WaitSchedule.run(kind, pace, order));
    assertThat(count).isGreaterThan(1000);
    reporter.publishEntry("schedules", "" + count);
  }

  /** Some of them only, so that the wait may stay pending: each selection in each order. */
  @ParameterizedTest
  @CsvSource({"AUTO, SETTLED", "SEMAPHORE, AT_ONCE"})
  void everyOrderOfSomeOfThem(Kind kind, Pace pace, TestReporter reporter) {
    int count = 0;
    for (List<Event> some :
        Orders.subsets(
            List.of(REGISTERED, SIGNAL, CALL_RETURNS, LEAVES, CANCEL, BY_HAND, CLOSE), 4)) {
      count +=
          Orders.forEach(
              some,
              InterleavingsOfWaitTest::precedes,
              order -> WaitSchedule.run(kind, pace, order));
    }
    assertThat(count).isGreaterThan(500);
    reporter.publishEntry("schedules", "" + count);
  }
}

package io.github.asyncioctl.faults;

import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.faults.Fault.Call;
import io.github.asyncioctl.faults.Fault.Way;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Every call fails in turn: each use of it once, and all from each use on, with each error that it
 * might have.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
@Tag("faults")
class EveryCallFailsTest {
  private static final int[] SOCKET_ERRORS = {
    6, 8, 87, 995, 10004, 10013, 10014, 10022, 10035, 10038, 10045, 10055
  };
  private static final int[] DEVICE_ERRORS = {
    1, 5, 6, 8, 14, 50, 87, 122, 233, 995, 998, 1450, 1453, 1784
  };

  /** The same each time, so that a case that fails can be run again. */
  private static final long SEED = 20;

  private static List<Fault> faults() {
    List<Fault> all = new ArrayList<>();
    add(all, Call.ALLOCATE, Way.RUNS_OUT, 0);
    add(all, Call.FREE, Way.RUNS_OUT, 0);
    add(all, Call.FREE, Way.RUNS_OUT_AFTER, 0);
    add(all, Call.CREATE_EVENT, Way.THROWS, 6, 8, 1450, 1816);
    add(all, Call.CREATE_EVENT, Way.RUNS_OUT, 0);
    add(all, Call.CLOSE_EVENT, Way.IGNORES, 0);
    add(all, Call.SET_EVENT, Way.THROWS, 5, 6, 1450);
    add(all, Call.SET_EVENT, Way.RUNS_OUT, 0);
    add(all, Call.SET_EVENT, Way.RUNS_OUT_AFTER, 0);
    // WAIT_FAILED with these; of WAIT_ABANDONED the port makes the second one.
    add(all, Call.WAIT, Way.THROWS, 5, 6, 8, 1450);
    add(all, Call.WAIT, Way.RETURNS_AFTER, 128);
    add(all, Call.WAIT, Way.RUNS_OUT, 0);
    add(all, Call.WAIT, Way.RUNS_OUT_AFTER, 0);
    add(all, Call.SOCKET_IOCTL, Way.RETURNS, SOCKET_ERRORS);
    add(all, Call.DEVICE_IOCTL, Way.RETURNS, DEVICE_ERRORS);
    add(all, Call.CANCEL, Way.RETURNS, 5, 6, 8, Kernel.NOT_FOUND, 1450);
    add(all, Call.CANCEL, Way.RUNS_OUT, 0);
    add(all, Call.CANCEL, Way.RUNS_OUT_AFTER, 0);
    add(all, Call.DEVICE_ERROR, Way.RETURNS, 5, 6, 8, 996);
    add(all, Call.DEVICE_ERROR, Way.RUNS_OUT, 0);
    for (Call call : new Call[] {Call.SOCKET_IOCTL, Call.DEVICE_IOCTL}) {
      add(all, call, Way.RETURNS, Kernel.FAULTED);
      add(all, call, Way.RETURNS_AFTER, Kernel.FAULTED);
      add(all, call, Way.RUNS_OUT, 0);
      add(all, call, Way.RUNS_OUT_AFTER, 0);
    }
    return all;
  }

  private static void add(List<Fault> all, Call call, Way way, int... errors) {
    for (int error : errors) {
      all.add(Fault.of(call, way, error));
    }
  }

  /** Whether it is the first error of its call and way, which is enough for a quick look. */
  private static boolean isQuick(Fault fault) {
    boolean first =
        faults().stream()
            .filter(each -> each.call() == fault.call() && each.way() == fault.way())
            .findFirst()
            .equals(Optional.of(fault));
    // An engine that cannot be woken is closed after half a second of real time, in each case.
    return first && !(fault.call() == Call.SET_EVENT && fault.way() == Way.RUNS_OUT);
  }

  /** The scenario that a fault is tried in. */
  private interface Course {
    boolean run(SimulatedKernel sim, Fault fault);
  }

  /** A kernel whose ends take their time, of the ways that the real one is known to have. */
  private static SimulatedKernel windows() {
    return new SimulatedKernel(Personality.WINDOWS).delay(SEED);
  }

  private static SimulatedKernel wine() {
    return new SimulatedKernel(Personality.WINE);
  }

  @TestFactory
  Stream<DynamicTest> alone(TestReporter reporter) {
    return tests(
        EveryCallFailsTest::isQuick, EveryCallFailsTest::windows, Scenario::runAlone, reporter);
  }

  @TestFactory
  Stream<DynamicTest> onSharedLanes(TestReporter reporter) {
    return tests(
        EveryCallFailsTest::isQuick, EveryCallFailsTest::wine, Scenario::runShared, reporter);
  }

  @TestFactory
  @Tag("exhaustive")
  Stream<DynamicTest> aloneOnWine(TestReporter reporter) {
    return tests(fault -> true, EveryCallFailsTest::wine, Scenario::runAlone, reporter);
  }

  @TestFactory
  @Tag("exhaustive")
  Stream<DynamicTest> onSharedLanesOnWindows(TestReporter reporter) {
    return tests(fault -> true, EveryCallFailsTest::windows, Scenario::runShared, reporter);
  }

  @TestFactory
  @Tag("exhaustive")
  Stream<DynamicTest> aloneWithEveryOtherError(TestReporter reporter) {
    return tests(
        fault -> !isQuick(fault), EveryCallFailsTest::windows, Scenario::runAlone, reporter);
  }

  @TestFactory
  @Tag("exhaustive")
  Stream<DynamicTest> onSharedLanesWithEveryOtherError(TestReporter reporter) {
    return tests(fault -> !isQuick(fault), EveryCallFailsTest::wine, Scenario::runShared, reporter);
  }

  private static Stream<DynamicTest> tests(
      Predicate<Fault> which, Supplier<SimulatedKernel> sim, Course course, TestReporter reporter) {
    return faults().stream()
        .filter(which)
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.call() + " " + fault.way() + " " + fault.error(),
                    () ->
                        reporter.publishEntry(
                            "cases", "" + runAll(each -> course.run(sim.get(), each), fault))));
  }

  /** Until a use is not reached any more. */
  private static int runAll(Predicate<Fault> scenario, Fault fault) {
    int cases = 0;
    for (int use = 1; scenario.test(fault.at(use)); use++) {
      // How often the waiter waits is not the same each time, so the last one may be missed.
      cases += scenario.test(fault.from(use)) ? 2 : 1;
    }
    return cases;
  }
}

package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/**
 * Runs the Reactive Streams TCK, which is TestNG's. A test of it must pass, unless the TCK itself
 * says that it cannot check the rule, or the rule is optional and named here.
 */
class WatchTckTest {
  /** How many rules the TCK checks for publishers, and how many it only names. */
  private static final int CHECKED = 31;

  private static final int ONLY_NAMED = 7;

  /**
   * That all subscribers get the same elements: each subscriber of a watch gets the newest state,
   * with the difference to what it saw itself.
   */
  private static final String SAME_TO_ALL = "optional_spec111_multicast_";

  @TestFactory
  Stream<DynamicTest> watch() {
    return tck(WatchTck.class);
  }

  @TestFactory
  Stream<DynamicTest> networkWatch() {
    return tck(NetworkTck.class);
  }

  private static Stream<DynamicTest> tck(Class<?> rules) {
    List<ITestResult> results = new CopyOnWriteArrayList<>();
    TestNG testNg = new TestNG(false);
    testNg.setVerbose(0);
    testNg.setTestClasses(new Class<?>[] {rules});
    testNg.addListener(new Collector(results));
    testNg.run();

    List<ITestResult> checked =
        results.stream().filter(result -> !result.getName().startsWith("untested_")).toList();
    assertThat(checked).hasSize(CHECKED);
    assertThat(results).hasSize(CHECKED + ONLY_NAMED);
    return checked.stream()
        .map(result -> DynamicTest.dynamicTest(result.getName(), () -> check(result)));
  }

  private static void check(ITestResult result) {
    if (result.getStatus() == ITestResult.SKIP) {
      assertThat(result.getName()).as("skipped").startsWith(SAME_TO_ALL);
    } else if (result.getStatus() != ITestResult.SUCCESS) {
      throw new AssertionError(result.getName(), result.getThrowable());
    }
  }

  private static final class Collector implements ITestListener {
    private final List<ITestResult> results;

    Collector(List<ITestResult> results) {
      this.results = results;
    }

    @Override
    public void onTestSuccess(ITestResult result) {
      results.add(result);
    }

    @Override
    public void onTestFailure(ITestResult result) {
      results.add(result);
    }

    @Override
    public void onTestSkipped(ITestResult result) {
      results.add(result);
    }
  }
}

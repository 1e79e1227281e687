package io.github.asyncioctl.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/**
 * Runs the Reactive Streams TCK, which is TestNG's. A test of it must pass, unless the TCK itself
 * says that it cannot check the rule, or the caller knows why it does not apply.
 */
public final class Tck {
  /** How many rules the TCK checks for publishers, and how many it only names. */
  private static final int CHECKED = 31;

  private static final int ONLY_NAMED = 7;

  private Tck() {}

  /** A test for each rule; the names of those that may be skipped are known to the caller. */
  public static Stream<DynamicTest> run(Class<?> rules, Predicate<String> maySkip) {
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
        .map(result -> DynamicTest.dynamicTest(result.getName(), () -> check(result, maySkip)));
  }

  private static void check(ITestResult result, Predicate<String> maySkip) {
    if (result.getStatus() == ITestResult.SKIP) {
      assertThat(result.getName()).as("skipped").matches(maySkip);
    } else if (result.getStatus() != ITestResult.SUCCESS) {
      throw new AssertionError(result.getName(), result.getThrowable());
    }
  }

  private record Collector(List<ITestResult> results) implements ITestListener {
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

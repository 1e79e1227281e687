package io.github.asyncioctl.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/**
 * Runs the Reactive Streams TCK, which is TestNG's. A test of it must pass, unless the TCK itself
 * says that it cannot check the rule, or it is about something named here.
 */
class DatagramTckTest {
  /** How many rules the TCK checks for publishers, and how many it only names. */
  private static final int CHECKED = 31;

  private static final int ONLY_NAMED = 7;

  /** Skipped, and why. */
  private static final Set<String> NOT_FOR_DATAGRAMS =
      Set.of(
          // Each subscriber has receives of its own, so no two get the same datagram.
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne",
          // A publisher that fails before anything is requested: there is none.
          "optional_spec104_mustSignalOnErrorWhenFails",
          "required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThemRejectionMustTriggerOnErrorAfterOnSubscribe",
          // One that completes before anything is requested: the end is seen by a receive.
          "optional_spec105_emptyStreamMustTerminateBySignallingOnComplete");

  @TestFactory
  Stream<DynamicTest> tck() {
    List<ITestResult> results = new CopyOnWriteArrayList<>();
    TestNG testNg = new TestNG(false);
    testNg.setVerbose(0);
    testNg.setTestClasses(new Class<?>[] {DatagramTck.class});
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
      assertThat(result.getName()).as("skipped").isIn(NOT_FOR_DATAGRAMS);
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

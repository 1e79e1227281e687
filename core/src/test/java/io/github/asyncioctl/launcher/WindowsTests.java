package io.github.asyncioctl.launcher;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs the tests that need real Win32, in whatever JVM this is. On Windows Surefire does that; this
 * is for a Windows JVM that Surefire does not reach, because it runs in a network namespace of its
 * own.
 *
 * <p>Exits with 1 if a test failed, if one was skipped, or if there was none: a run in which they
 * did not all run is a failed one. With {@code -Dasyncioctl.evidence=PREFIX} it leaves a file of
 * what passed, named after the JVM's version, for the build {@code asyncioctl.build}: see {@link
 * Evidence}.
 */
public final class WindowsTests {
  private WindowsTests() {}

  /** Runs the classes whose names match the patterns, all of them without any. */
  public static void main(String[] patterns) throws IOException {
    LauncherDiscoveryRequestBuilder request =
        Evidence.request(System.getProperty("asyncioctl.tags", "windows & !load"));
    if (patterns.length > 0) {
      request.filters(includeClassNamePatterns(patterns));
    }
    System.exit(run(request.build()) ? 0 : 1);
  }

  private static boolean run(LauncherDiscoveryRequest request) throws IOException {
    SummaryGeneratingListener summaries = new SummaryGeneratingListener();
    Progress progress = new Progress();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, summaries, progress);

    TestExecutionSummary summary = summaries.getSummary();
    summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), 30);
    progress.skipped.forEach(each -> System.out.println("SKIPPED " + each));
    System.out.printf(
        "%d passed, %d failed, %d skipped%n",
        summary.getTestsSucceededCount(), summary.getTotalFailureCount(), progress.skipped.size());
    String evidence = System.getProperty("asyncioctl.evidence");
    if (evidence != null) {
      Evidence.write(
          Evidence.file(evidence, System.getProperty("java.specification.version")),
          System.getProperty("asyncioctl.build"),
          progress.passed);
    }
    return summary.getTestsSucceededCount() > 0
        && summary.getTotalFailureCount() == 0
        && progress.skipped.isEmpty();
  }

  /** A line for each class, when it is through. */
  private static final class Progress implements TestExecutionListener {
    final List<String> skipped = new ArrayList<>();
    final Set<String> passed = new TreeSet<>();
    private long startedAt;

    @Override
    public void executionStarted(TestIdentifier test) {
      if (isClass(test)) {
        startedAt = System.nanoTime();
      }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.add(test.getDisplayName() + ": " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
        skipped.add(test.getDisplayName() + ": " + result.getThrowable().orElse(null));
      } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
        System.out.println("FAILED " + test.getUniqueId());
      } else if (Evidence.isMethod(test)) {
        passed.add(test.getUniqueId());
      }
      if (isClass(test)) {
        System.out.printf(
            "%s (%.1f s)%n", test.getDisplayName(), (System.nanoTime() - startedAt) / 1e9);
      }
    }

    private static boolean isClass(TestIdentifier test) {
      return test.getUniqueIdObject().getLastSegment().getType().equals("class");
    }
  }
}

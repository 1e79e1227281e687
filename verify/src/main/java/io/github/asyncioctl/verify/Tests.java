package io.github.asyncioctl.verify;

import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Converts tests, with their output, to items; also containers that failed before their tests. */
final class Tests implements TestExecutionListener {
  private final Consumer<Item> found;
  private final Printed printed;

  Tests(Consumer<Item> found, Printed printed) {
    this.found = found;
    this.printed = printed;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    found.accept(new Item(name(test), Status.SKIPPED, reason));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    String said = printed.take();
    String detail = result.getThrowable().map(e -> FailureText.of(e) + "\n" + said).orElse(said);
    switch (result.getStatus()) {
      case ABORTED -> found.accept(new Item(name(test), Status.SKIPPED, detail));
      case FAILED -> found.accept(new Item(name(test), Status.FAILED, detail));
      case SUCCESSFUL -> {
        if (test.isTest()) {
          found.accept(new Item(name(test), Status.PASSED, detail));
        }
      }
    }
  }

  /** The name of a test: its class, its method, and what distinguishes its cases. */
  private static String name(TestIdentifier test) {
    String shown = test.getDisplayName();
    if (test.getSource().orElse(null) instanceof MethodSource method) {
      String name = method.getClassName().replaceFirst(".*\\.", "") + "." + method.getMethodName();
      return shown.startsWith("[") ? name + " " + shown : name;
    }
    return shown;
  }
}

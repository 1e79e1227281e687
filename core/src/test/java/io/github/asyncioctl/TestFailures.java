package io.github.asyncioctl;

import io.github.asyncioctl.internal.engine.Failures;

/** Gives tests of the engine the exceptions that users get. */
public final class TestFailures {
  private TestFailures() {}

  public static Failures failures() {
    return Names.FAILURES;
  }

  /** The byte count that a failure carries. */
  public static long transferred(IoctlException failure) {
    return failure.transferred();
  }
}

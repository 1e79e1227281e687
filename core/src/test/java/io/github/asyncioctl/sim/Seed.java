package io.github.asyncioctl.sim;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A seed, new for each test, that a test which fails tells. {@code -Dasyncioctl.sim.seed=N} repeats
 * it, as far as threads can be repeated.
 */
public final class Seed implements TestExecutionExceptionHandler {
  private static final String PROPERTY = "asyncioctl.sim.seed";

  private final long value = Long.getLong(PROPERTY, System.nanoTime());

  public long value() {
    return value;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new AssertionError("with -D" + PROPERTY + "=" + value));
    throw failure;
  }
}

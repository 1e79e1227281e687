package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.TestFailures;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** What an engine lends to what stands beside it, without the engine: a test plays its workers. */
public final class CompanionParts {
  private final EngineParts parts;
  private final Companion companion;

  /**
   * One that lends this.
   *
   * @param executor the user's; null for none
   * @param threads what it makes of a task and a role
   */
  public CompanionParts(Executor executor, BiFunction<Runnable, String, Thread> threads) {
    this(executor, threads, TestFailures.failures());
  }

  /** The same with failures of the test's. */
  public CompanionParts(
      Executor executor, BiFunction<Runnable, String, Thread> threads, Failures failures) {
    parts = new EngineParts(executor);
    companion =
        new Companion(
            parts.shared.completions,
            parts.workers,
            parts.shared.records,
            failures,
            parts.shared.notices,
            threads);
  }

  public Companion companion() {
    return companion;
  }

  /** What a worker is to do next; null if there is nothing. */
  public Linked takeOne() {
    return parts.workers.takeOne();
  }

  /** Does what the workers are to do, and returns the number of jobs. */
  public int work() {
    int jobs = 0;
    for (Linked each = takeOne(); each != null; each = takeOne()) {
      each.run();
      jobs++;
      assertThat(jobs).as("jobs that come again and again").isLessThan(1000);
    }
    return jobs;
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.OperationRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the engine provides for a separate part with native state of its own: where futures are
 * completed, where events and warnings go, and how its threads and failures look. The part owns
 * nothing in the engine, and the engine does not know the part. Thread-safe.
 */
public final class Companion {
  private static final int NO_CODE = 0;

  private final Completions completions;
  private final CompletionWorkers workers;
  private final Records records;
  private final Failures failures;
  private final Notices notices;
  private final BiFunction<Runnable, String, Thread> threads;

  Companion(
      Completions completions,
      CompletionWorkers workers,
      Records records,
      Failures failures,
      Notices notices,
      BiFunction<Runnable, String, Thread> threads) {
    this.completions = completions;
    this.workers = workers;
    this.records = records;
    this.failures = failures;
    this.notices = notices;
    this.threads = threads;
  }

  /** Runs what completes a future: on the user's executor, or on a completion worker. */
  public void deliver(Linked ended) {
    completions.deliver(ended);
  }

  /** Runs something on a completion worker, whatever the user's executor. */
  public void later(Linked job) {
    workers.execute(job);
  }

  /**
   * Ensures that there is a completion worker if there is something to do. If the system cannot
   * create a thread, the caller does one job itself; otherwise some futures would never end.
   */
  public void insist() {
    if (!workers.insist()) {
      Linked job = workers.takeOne();
      if (job != null) {
        job.run();
      }
    }
  }

  /** Records that something has ended, if a recording runs. */
  public void ended(
      @Nullable OperationRecord event, Target target, boolean atOnce, @Nullable Throwable failure) {
    records.ended(event, target, NO_CODE, atOnce, failure);
  }

  /** The exception that users see. */
  public IOException failure(Target target, int error, String detail) {
    return failures.failure(target, NO_CODE, error, 0, 0, ByteBuffer.allocate(0), detail);
  }

  /** A message for the operators of the program. */
  public void warn(String format, Object... arguments) {
    notices.warn(format, arguments);
  }

  /** A thread that bears the engine's name, not started. */
  public Thread newThread(Runnable task, String role) {
    return threads.apply(task, role);
  }
}

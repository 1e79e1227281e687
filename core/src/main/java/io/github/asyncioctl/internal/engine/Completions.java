package io.github.asyncioctl.internal.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Hands ended operations to the executor that completes their futures: the user's, or the workers
 * if there is none or it refuses. An executor that drops a task, or does not return, costs no
 * future: see {@link Endings}.
 */
final class Completions {
  private final @Nullable Executor users;
  private final CompletionWorkers workers;
  private final Notices notices;
  private final AtomicBoolean refused = new AtomicBoolean();

  Completions(@Nullable Executor users, CompletionWorkers workers, Notices notices) {
    this.users = users;
    this.workers = workers;
    this.notices = notices;
  }

  void deliver(Linked ended) {
    if (users != null) {
      try {
        users.execute(ended);
        return;
      } catch (Throwable refusal) { // whatever it throws, the future must complete
        if (refused.compareAndSet(false, true)) {
          notices.warn(
              "The completion executor rejected a completion; the default executor runs it and"
                  + " further ones",
              refusal);
        }
      }
    }
    workers.execute(ended);
  }

  /** Has a worker do what neither the waiter nor the user's executor is for. */
  void later(Linked job) {
    workers.execute(job);
  }

  /** Whether a job waits for a thread that the system could not create; tries again. */
  boolean isStalled() {
    return workers.isStalled() && !workers.insist();
  }
}

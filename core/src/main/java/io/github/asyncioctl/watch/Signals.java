package io.github.asyncioctl.watch;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The user's executor, and another one for tasks that it refuses. Anything that it throws is a
 * refusal, including an OutOfMemoryError because it cannot create a thread.
 */
final class Signals implements Executor {
  private static final Notices LOG = new Notices(Signals.class);

  private final Executor users;
  private final Executor fallback;
  private final AtomicBoolean logged = new AtomicBoolean();

  Signals(Executor users, Executor fallback) {
    this.users = users;
    this.fallback = fallback;
  }

  @Override
  public void execute(Runnable task) {
    Once once = new Once(task);
    try {
      users.execute(once);
    } catch (Throwable refusal) {
      fallback.execute(once);
      if (logged.compareAndSet(false, true)) {
        LOG.warn(
            "The executor of a watch rejects signals; the watch's own threads deliver them",
            refusal);
      }
    }
  }
}

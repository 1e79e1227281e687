package io.github.asyncioctl.watch;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Gives tasks to another executor, and throws when a test says so. */
final class HostileExecutor implements Executor {
  private final Executor other;
  private @Nullable Throwable refusal;
  private boolean takesAllTheSame;
  private int refusals;

  HostileExecutor(Executor other) {
    this.other = other;
  }

  /** The next task is refused. */
  void refuseNext(Throwable how) {
    refusal = how;
    takesAllTheSame = false;
  }

  /** The next task is taken, but it does not look like that. */
  void throwAfterNext(Throwable how) {
    refusal = how;
    takesAllTheSame = true;
  }

  int refusals() {
    return refusals;
  }

  @Override
  public void execute(Runnable task) {
    Throwable mine = refusal;
    refusal = null;
    if (mine == null || takesAllTheSame) {
      other.execute(task);
    }
    if (mine instanceof Error error) {
      refusals++;
      throw error;
    }
    if (mine instanceof RuntimeException exception) {
      refusals++;
      throw exception;
    }
  }
}

package io.github.asyncioctl.watch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs what it was given when a test says so, on the test's thread. */
final class ManualExecutor implements Executor {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private int given;

  @Override
  public void execute(Runnable task) {
    given++;
    tasks.add(task);
  }

  int given() {
    return given;
  }

  /** Runs everything, and what comes of it; returns whether there was anything. */
  boolean runAll() {
    boolean any = false;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
      any = true;
    }
    return any;
  }
}

package io.github.asyncioctl.facts;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs a probe on a thread of its own, and not longer than a while. */
final class Experiment {
  private static final int SECONDS = 30;

  private Experiment() {}

  /** What the probe saw. A probe that hangs is left to itself, with what it has opened. */
  static Outcome run(String id, Probe probe) throws Exception {
    return run(id, probe, SECONDS);
  }

  static Outcome run(String id, Probe probe, int seconds) throws Exception {
    FutureTask<Outcome> task =
        new FutureTask<>(
            () -> {
              try (Bench bench = new Bench()) {
                return probe.observe(bench);
              }
            });
    Thread thread = new Thread(task, "fact-" + id);
    thread.setDaemon(true);
    thread.start();
    Outcome outcome;
    try {
      outcome = task.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    thread.join();
    return outcome;
  }
}

package io.github.asyncioctl.examples;

import io.github.asyncioctl.examples.Step.FailedException;
import io.github.asyncioctl.examples.Step.Outcome;
import io.github.asyncioctl.examples.Step.Verdict;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs steps one after the other, each on a thread of its own that may hang without harm. */
final class StepRunner {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Report report;

  StepRunner(Report report) {
    this.report = report;
  }

  /** Runs a step to its end, or until it has taken far too long. */
  void run(Step step) throws InterruptedException {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Thread thread = new Thread(() -> outcome.complete(outcome(step)), "demo: " + step.name());
    thread.setDaemon(true);
    thread.start();
    report.ended(step, outcome(outcome, thread));
  }

  private Outcome outcome(CompletableFuture<Outcome> outcome, Thread thread)
      throws InterruptedException {
    try {
      return outcome.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String where = thread.getStackTrace().length > 0 ? " at " + thread.getStackTrace()[0] : "";
      return failed("not back after " + LIMIT.toMinutes() + " min" + where);
    } catch (ExecutionException e) {
      return failed(String.valueOf(e.getCause()));
    }
  }

  private Outcome outcome(Step step) {
    try {
      return step.action().run();
    } catch (FailedException e) {
      report.details(e);
      return failed(String.valueOf(e.getMessage()));
    } catch (Throwable e) { // the demo goes on, and ends with a summary
      report.details(e);
      return failed(e.toString());
    }
  }

  private static Outcome failed(String why) {
    return new Outcome(Verdict.FAILED, why);
  }
}

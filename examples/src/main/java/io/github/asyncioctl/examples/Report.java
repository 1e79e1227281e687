package io.github.asyncioctl.examples;

import io.github.asyncioctl.examples.Step.Outcome;
import io.github.asyncioctl.examples.Step.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Prints what happens while it happens, and the results at the end. Thread-safe. */
final class Report {
  private static final List<String> TITLES = List.of("step", "expected", "actual", "");

  private final PrintStream out;
  private final boolean verbose;
  private final long start = System.nanoTime();
  private final List<List<String>> rows = new ArrayList<>(List.of(TITLES));
  private int failed;
  private int skipped;

  Report(PrintStream out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  /** Prints a line at once. */
  void line(String format, Object... arguments) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    String text = String.format(Locale.ROOT, format, arguments);
    out.println(String.format(Locale.ROOT, "%7d ms  %s", millis, text));
  }

  /** Prints the stack trace of a failure, if the user wants it. */
  synchronized void details(Throwable failure) {
    if (verbose) {
      failure.printStackTrace(out);
    }
  }

  /** A line of the summary. */
  synchronized void ended(Step step, Outcome outcome) {
    Verdict verdict = outcome.verdict();
    rows.add(List.of(step.name(), step.expected(), outcome.cameOut(), verdict.toString()));
    failed += verdict == Verdict.FAILED ? 1 : 0;
    skipped += verdict == Verdict.SKIPPED ? 1 : 0;
    if (verdict != Verdict.OK) {
      line("%s %s: %s", step.name(), verdict, outcome.cameOut());
    }
  }

  synchronized boolean isFailed() {
    return failed > 0;
  }

  /** The summary. */
  synchronized void summary() {
    out.println();
    out.println(aligned(TITLES));
    out.println("-".repeat(rows.stream().mapToInt(row -> aligned(row).length()).max().orElse(0)));
    rows.stream().skip(1).map(this::aligned).forEach(out::println);
    out.println();
    int steps = rows.size() - 1;
    out.println(
        String.format("%d steps: %d OK", steps, steps - failed - skipped)
            + (skipped == 0 ? "" : ", " + skipped + " skipped")
            + (failed == 0 ? "" : ", " + failed + " FAILED")
            + (failed == 0 || verbose ? "" : " (--verbose prints more)"));
  }

  private String aligned(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String text = row.get(column);
      line.append(text).append(" ".repeat(width(column) - text.length())).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}

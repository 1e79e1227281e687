package io.github.asyncioctl.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the parts one after the other. It writes the report after each part, so that a JVM that
 * crashes leaves the results so far, as {@code UNFINISHED}.
 */
final class Verification {
  private final Map<String, String> surroundings;
  private final Redaction redaction;
  private final ReportFiles files;
  private final Progress progress;
  private final List<PartResult> results = new ArrayList<>();

  Verification(
      Map<String, String> surroundings, Redaction redaction, ReportFiles files, Progress progress) {
    this.surroundings = surroundings;
    this.redaction = redaction;
    this.files = files;
    this.progress = progress;
  }

  /**
   * Runs the parts and writes the report.
   *
   * @throws IOException if the report cannot be written; thrown before anything runs, if possible
   */
  Report run(List<Part> parts) throws IOException {
    write(false);
    for (Part each : parts) {
      results.add(run(each));
      write(false);
    }
    return write(true);
  }

  private Report write(boolean isFinished) throws IOException {
    Report report = new Report(surroundings, results, isFinished);
    files.write(report);
    return report;
  }

  private PartResult run(Part part) {
    progress.begins(part);
    List<Item> items = new ArrayList<>();
    long start = System.nanoTime();
    try {
      part.run(
          item -> {
            Item redacted = redaction.of(item);
            items.add(redacted);
            progress.found(redacted);
          });
    } catch (RuntimeException | Error e) {
      // Whatever it is, it belongs into the report, and the other parts can still run.
      items.add(redaction.of(new Item(part.name(), Status.FAILED, FailureText.of(e))));
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    PartResult result = new PartResult(part.name(), millis, items);
    progress.ended(result);
    return result;
  }
}

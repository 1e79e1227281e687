package io.github.asyncioctl.cli;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that {@code watch} and {@code watch network} share; they can be before or after the
 * name.
 */
final class WatchOptions {
  @Option(
      names = "--changes-only",
      scope = ScopeType.INHERIT,
      fallbackValue = "true", // as in GlobalOptions
      description = "Do not show the initial state.")
  private boolean changesOnly;

  @Option(
      names = {"-n", "--count"},
      scope = ScopeType.INHERIT,
      paramLabel = "N",
      converter = Counts.class,
      description = "End after N lines; 'none' does not count.")
  private @Nullable Integer count;

  @Option(
      names = "--for",
      scope = ScopeType.INHERIT,
      paramLabel = "TIME",
      description = "End after this time: 500ms, 10s, 2m, 1h.")
  private Duration time = Duration.ofNanos(Long.MAX_VALUE);

  WatchPrinter printer(Terminal terminal, Stop stop, boolean json) {
    return new WatchPrinter(terminal, stop, json, changesOnly, count, ZoneId.systemDefault());
  }

  /** The time applies to the changes that are shown, so it begins with the first state. */
  void await(Stop stop) {
    stop.awaitBegin();
    stop.await(time);
  }
}

package io.github.asyncioctl.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The charts of the page, in their order. */
final class Charts {
  /**
   * A chart.
   *
   * @param file the name of its SVG
   * @param title what it shows, with the unit
   * @param metric the metric
   * @param divisor by which figures are divided
   * @param names the case; several of them make a line chart over the number of operations
   * @param variants who is in it
   * @param missing why a variant has no figure
   */
  record Chart(
      String file,
      String title,
      String metric,
      double divisor,
      List<String> names,
      List<String> variants,
      Map<String, String> missing) {
    boolean isScaled() {
      return names.size() > 1;
    }

    /** Whether any variant has a figure for it. */
    boolean isMeasured(Results results) {
      return variants.stream()
          .anyMatch(
              variant ->
                  names.stream().anyMatch(name -> results.find(name, variant, metric).isPresent()));
    }
  }

  private static final List<String> EVERY_KIND =
      List.of(
          "c-shared",
          "asyncioctl",
          "asyncioctl-direct",
          "java-thread-direct",
          "java-regwait-direct",
          "go");

  private static Chart bars(
      String file, String title, String metric, double divisor, String name, List<String> who) {
    return new Chart(file, title, metric, divisor, List.of(name), who, Map.of());
  }

  /** The one that the page begins with. */
  static final Chart ANSWER =
      new Chart(
          "after-idle.svg",
          "From the event to your code, 64 operations pending, after 2 ms of idleness: median, µs",
          "p50_us",
          1,
          List.of("idle-64"),
          EVERY_KIND,
          Map.of());

  private static final List<Chart> OTHERS =
      List.of(
          bars(
              "immediate.svg",
              "An IOCTL that completes at once (FIONREAD): µs per call",
              "op_us",
              1,
              "immediate-1",
              List.of(
                  "c-shared",
                  "asyncioctl",
                  "asyncioctl-typed",
                  "java-thread-direct",
                  "java-thread-interface",
                  "go")),
          bars(
              "wake-up.svg",
              "From the event to your code, 64 operations pending, one event after the other:"
                  + " median, µs",
              "p50_us",
              1,
              "pipe-64",
              EVERY_KIND),
          new Chart(
              "many.svg",
              "One address change completes 1,000 operations: to the last of them, ms",
              "all_ms",
              1,
              List.of("change-1000"),
              EVERY_KIND,
              Map.of()),
          new Chart(
              "scale.svg",
              "One address change completes all of them: to the last of them, ms",
              "all_ms",
              1,
              List.of("change-63", "change-1000", "change-5000", "change-10000", "change-19000"),
              List.of("c-shared", "asyncioctl", "asyncioctl-direct"),
              Map.of()),
          bars(
              "memory.svg",
              "Resident memory that 1,000 pending operations add: MB",
              "resident_kb",
              1024,
              "change-1000",
              EVERY_KIND),
          bars(
              "waits.svg",
              "waitAsync, 60 events waited for: from SetEvent to your code, median, µs",
              "p50_us",
              1,
              "wait-60",
              List.of(
                  "c-waiter63",
                  "c-regwait",
                  "asyncioctl",
                  "asyncioctl-direct",
                  "java-thread-direct",
                  "java-regwait-direct")),
          bars(
              "datagrams.svg",
              "From send to the datagram in your code: median, µs",
              "p50_us",
              1,
              "datagram-1",
              List.of("c-shared", "asyncioctl", "asyncioctl-direct", "java-thread-direct")));

  /** All of them, the answer first. */
  static final List<Chart> ALL = Stream.concat(Stream.of(ANSWER), OTHERS.stream()).toList();

  private Charts() {}

  /** The charts that have figures. */
  static List<Chart> of(Results results) {
    return ALL.stream().filter(chart -> chart.isMeasured(results)).toList();
  }

  static void render(Results results, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Chart chart : of(results)) {
      if (chart.isScaled()) {
        LineDrawing.write(results, chart, folder.resolve(chart.file()));
      } else {
        BarDrawing.write(results, chart, folder.resolve(chart.file()));
      }
    }
  }
}

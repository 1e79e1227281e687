package io.github.asyncioctl.benchmarks.runner;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The charts: a group of bars for each case, a bar for each variant, with the spread of rounds. */
final class Charts {
  /**
   * A chart.
   *
   * @param file the name of its SVG
   * @param title what it shows
   * @param axis the unit
   * @param metric the metric
   * @param logarithmic whether the axis is
   * @param names the cases
   * @param variants the variants
   */
  record Chart(
      String file,
      String title,
      String axis,
      String metric,
      boolean logarithmic,
      List<String> names,
      List<String> variants) {}

  private static final List<String> EVERY_KIND =
      List.of(
          "c-shared", "asyncioctl-direct", "asyncioctl", "go", "java-thread-direct", "java-regwait-direct");

  private static final List<Chart> ALL =
      List.of(
          new Chart(
              "immediate.svg",
              "FIONREAD, overlapped, with a tagged event",
              "µs per operation",
              "op_us",
              false,
              List.of("immediate-1", "immediate-4"),
              List.of(
                  "c-shared",
                  "asyncioctl",
                  "asyncioctl-typed",
                  "go",
                  "java-thread-direct",
                  "java-thread-interface")),
          new Chart(
              "wake-up.svg",
              "A client opens a pipe: to the dependent's run, median",
              "µs",
              "p50_us",
              false,
              List.of("pipe-1", "pipe-64", "pipe-5000"),
              EVERY_KIND),
          new Chart(
              "scale.svg",
              "One address change completes all: to the last completion",
              "ms",
              "all_ms",
              true,
              List.of("change-63", "change-1000", "change-5000", "change-10000", "change-19000"),
              EVERY_KIND),
          new Chart(
              "memory.svg",
              "Resident memory of pending operations",
              "KB",
              "resident_kb",
              true,
              List.of("change-1000", "change-10000"),
              EVERY_KIND));

  private Charts() {}

  /** The charts that have figures. */
  static List<Chart> of(Results results) {
    return ALL.stream().filter(chart -> !names(results, chart).isEmpty()).toList();
  }

  static void render(Results results, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Chart chart : of(results)) {
      VectorGraphicsEncoder.saveVectorGraphic(
          draw(results, chart), folder.resolve(chart.file()).toString(), VectorGraphicsFormat.SVG);
    }
  }

  private static List<String> names(Results results, Chart chart) {
    return chart.names().stream()
        .filter(
            name ->
                chart.variants().stream()
                    .anyMatch(variant -> find(results, chart, name, variant).isPresent()))
        .toList();
  }

  /** A figure that can be drawn: on a logarithmic axis there is no zero. */
  private static Optional<Summary> find(
      Results results, Chart chart, String name, String variant) {
    return results.find(name, variant, chart.metric()).filter(summary -> summary.median() > 0);
  }

  private static CategoryChart draw(Results results, Chart chart) {
    CategoryChart drawing =
        new CategoryChartBuilder()
            .width(900)
            .height(420)
            .title(chart.title())
            .yAxisTitle(chart.axis())
            .build();
    drawing.getStyler().setChartBackgroundColor(Color.WHITE);
    drawing.getStyler().setLegendPosition(LegendPosition.OutsideE);
    drawing.getStyler().setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    drawing.getStyler().setYAxisLogarithmic(chart.logarithmic());
    List<String> names = names(results, chart);
    for (String variant : chart.variants()) {
      addBars(results, chart, names, variant, drawing);
    }
    return drawing;
  }

  private static void addBars(
      Results results, Chart chart, List<String> names, String variant, CategoryChart drawing) {
    List<Double> medians = new ArrayList<>();
    List<Double> spreads = new ArrayList<>();
    boolean any = false;
    for (String name : names) {
      Optional<Summary> found = find(results, chart, name, variant);
      any |= found.isPresent();
      medians.add(found.map(Summary::median).orElse(chart.logarithmic() ? null : 0.0));
      spreads.add(
          found.map(summary -> (summary.max() - summary.min()) / 2).orElse(0.0));
    }
    if (any) {
      drawing.addSeries(Variants.title(variant), names, medians, spreads);
    }
  }
}

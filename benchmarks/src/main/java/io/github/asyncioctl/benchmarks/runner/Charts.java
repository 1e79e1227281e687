package io.github.asyncioctl.benchmarks.runner;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * The charts: bars for a few cases, with the spread of the rounds; lines on logarithmic axes where
 * the cases differ in the number of operations.
 */
final class Charts {
  /**
   * A chart.
   *
   * @param file the name of its PNG
   * @param title what it shows
   * @param axis the unit
   * @param metric the metric
   * @param scaled whether the size of the case is an axis, and both axes are logarithmic
   * @param names the cases
   * @param variants the variants
   */
  record Chart(
      String file,
      String title,
      String axis,
      String metric,
      boolean scaled,
      List<String> names,
      List<String> variants) {}

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  private static final List<String> EVERY_KIND =
      List.of(
          "c-shared",
          "asyncioctl-direct",
          "asyncioctl",
          "go",
          "java-thread-direct",
          "java-regwait-direct");

  private static final List<Chart> ALL =
      List.of(
          new Chart(
              "immediate.png",
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
              "wake-up.png",
              "A client opens a pipe: to the dependent's run, median",
              "µs",
              "p50_us",
              false,
              List.of("pipe-1", "pipe-64", "pipe-5000"),
              EVERY_KIND),
          new Chart(
              "scale.png",
              "One address change completes all: to the last completion",
              "ms",
              "all_ms",
              true,
              List.of("change-63", "change-1000", "change-5000", "change-10000", "change-19000"),
              EVERY_KIND),
          new Chart(
              "memory.png",
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
      BitmapEncoder.saveBitmap(
          chart.scaled() ? lines(results, chart) : bars(results, chart),
          folder.resolve(chart.file()).toString(),
          BitmapFormat.PNG);
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
  private static Optional<Summary> find(Results results, Chart chart, String name, String variant) {
    return results.find(name, variant, chart.metric()).filter(summary -> summary.median() > 0);
  }

  private static CategoryChart bars(Results results, Chart chart) {
    CategoryChart drawing =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .yAxisTitle(chart.axis())
            .build();
    style(drawing.getStyler());
    List<String> names = names(results, chart);
    for (String variant : variants(results, chart)) {
      List<Double> medians = new ArrayList<>();
      List<Double> spreads = new ArrayList<>();
      for (String name : names) {
        Optional<Summary> found = find(results, chart, name, variant);
        medians.add(found.map(Summary::median).orElse(0.0));
        spreads.add(found.map(summary -> (summary.max() - summary.min()) / 2).orElse(0.0));
      }
      drawing.addSeries(Variants.title(variant), names, medians, spreads);
    }
    return drawing;
  }

  private static XYChart lines(Results results, Chart chart) {
    XYChart drawing =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle("pending operations")
            .yAxisTitle(chart.axis())
            .build();
    style(drawing.getStyler());
    drawing.getStyler().setXAxisLogarithmic(true);
    drawing.getStyler().setYAxisLogarithmic(true);
    for (String variant : variants(results, chart)) {
      List<Integer> sizes = new ArrayList<>();
      List<Double> medians = new ArrayList<>();
      for (String name : chart.names()) {
        find(results, chart, name, variant)
            .ifPresent(
                summary -> {
                  sizes.add(Integer.valueOf(name.substring(name.indexOf('-') + 1)));
                  medians.add(summary.median());
                });
      }
      drawing.addSeries(Variants.title(variant), sizes, medians);
    }
    return drawing;
  }

  private static void style(Styler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
  }

  private static List<String> variants(Results results, Chart chart) {
    return chart.variants().stream()
        .filter(
            variant ->
                chart.names().stream()
                    .anyMatch(name -> find(results, chart, name, variant).isPresent()))
        .toList();
  }
}

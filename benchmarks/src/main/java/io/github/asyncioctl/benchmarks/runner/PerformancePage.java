package io.github.asyncioctl.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page: text that people write, with the measured figures between markers. */
final class PerformancePage {
  private static final String ANSWER = "answer";
  private static final String FIGURES = "figures";

  private PerformancePage() {}

  static void render(Results results, Path page) throws IOException {
    String text = Files.exists(page) ? Files.readString(page) : empty(ANSWER) + empty(FIGURES);
    Files.writeString(page, withFigures(text, results));
  }

  private static String empty(String name) {
    return begin(name) + "\n" + end(name) + "\n";
  }

  private static String begin(String name) {
    return "<!-- " + name + ": begin (made from performance.csv) -->";
  }

  private static String end(String name) {
    return "<!-- " + name + ": end -->";
  }

  /** The page with new text between its markers. */
  static String withFigures(String page, Results results) {
    return filled(filled(page, ANSWER, answer(results)), FIGURES, figures(results));
  }

  private static String filled(String page, String name, String text) {
    int begin = page.indexOf(begin(name));
    int end = page.indexOf(end(name));
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "the page lacks its markers: " + begin(name) + " and " + end(name));
    }
    return page.substring(0, begin + begin(name).length())
        + "\n\n"
        + text
        + "\n"
        + page.substring(end);
  }

  private static String answer(Results results) {
    String chart = Charts.ANSWER.isMeasured(results) ? "\n" + picture(Charts.ANSWER) : "";
    return AnswerTable.of(results) + chart;
  }

  private static String figures(Results results) {
    StringBuilder text = new StringBuilder();
    results
        .environment()
        .forEach(
            (name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
    text.append('\n');
    for (Charts.Chart chart : Charts.of(results)) {
      if (!chart.equals(Charts.ANSWER)) {
        text.append(picture(chart)).append('\n');
      }
    }
    return text.append(Tables.of(results)).toString().stripTrailing() + "\n";
  }

  private static String picture(Charts.Chart chart) {
    return "![" + chart.title() + "](charts/" + chart.file() + ")\n";
  }
}

package io.github.asyncioctl.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page: what people have written, and between two markers what was measured. */
final class PerformancePage {
  private static final String BEGIN = "<!-- figures: begin (made from performance.csv) -->";
  private static final String END = "<!-- figures: end -->";

  private PerformancePage() {}

  static void render(Results results, Path page) throws IOException {
    String text = Files.exists(page) ? Files.readString(page) : BEGIN + "\n" + END + "\n";
    Files.writeString(page, withFigures(text, results));
  }

  /** The page with what is between its markers made anew. */
  static String withFigures(String page, Results results) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page lacks its markers: " + BEGIN + " and " + END);
    }
    return page.substring(0, begin + BEGIN.length())
        + "\n\n"
        + figures(results)
        + page.substring(end);
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
      text.append("![")
          .append(chart.title())
          .append("](charts/")
          .append(chart.file())
          .append(")\n\n");
    }
    return text.append(Tables.of(results)).toString();
  }
}

package io.github.asyncioctl.docs;

import io.github.asyncioctl.docs.LongRuns.Row;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Small pictures side by side, each with a line for each JVM over the minutes, and an axis that
 * begins with 0. The colours follow the light or dark mode of whoever looks at them.
 */
final class LinePanels {
  private static final int WIDTH = 420;
  private static final int HEIGHT = 170;
  private static final int LEFT = 60;
  private static final int TOP = 30;
  private static final int PLOT_WIDTH = 330;
  private static final int PLOT_HEIGHT = 105;
  private static final int COLUMNS = 2;
  private static final int LEGEND = 24;
  private static final double ROOM_ABOVE = 1.15;

  private static final String STYLE =
      "<style>svg{--ink:#1f2328;--quiet:#59636e;--grid:#d8dee4;--a:#0b62d6;--b:#d9730d;--c:#0f9d94}"
          + "@media(prefers-color-scheme:dark){svg{--ink:#e6edf3;--quiet:#9198a1;--grid:#30363d;"
          + "--a:#58a6ff;--b:#f0883e;--c:#39c5bb}}"
          + "text{font:12px sans-serif;fill:var(--quiet)}.t{fill:var(--ink)}"
          + "line{stroke:var(--grid)}polyline{fill:none;stroke-width:2}</style>\n";

  private static final List<String> COLOURS = List.of("var(--a)", "var(--b)", "var(--c)");

  private final Map<Integer, List<Row>> runs;
  private final Map<String, ToLongFunction<Row>> panels;
  private final StringBuilder svg = new StringBuilder();
  private final long lastSecond;

  LinePanels(Map<Integer, List<Row>> runs, Map<String, ToLongFunction<Row>> panels) {
    this.runs = runs;
    this.panels = panels;
    this.lastSecond =
        runs.values().stream().flatMap(List::stream).mapToLong(Row::seconds).max().orElse(1);
  }

  String svg() {
    int height = LEGEND + HEIGHT * ((panels.size() + 1) / COLUMNS);
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">",
        WIDTH * COLUMNS, height);
    add("<title>What a process has after each round of a mixed run</title>");
    svg.append(STYLE);
    legend();
    int number = 0;
    for (Map.Entry<String, ToLongFunction<Row>> panel : panels.entrySet()) {
      panel(
          number % COLUMNS * WIDTH,
          LEGEND + number / COLUMNS * HEIGHT,
          panel.getKey(),
          panel.getValue());
      number++;
    }
    add("</svg>");
    return svg.toString();
  }

  private void legend() {
    int at = LEFT;
    int index = 0;
    for (int jvm : runs.keySet()) {
      add(
          "<polyline style=\"stroke:%s\" points=\"%d,12 %d,12\"/>"
              + "<text class=\"t\" x=\"%d\" y=\"16\">JVM %d</text>",
          COLOURS.get(index++), at, at + 24, at + 30, jvm);
      at += 110;
    }
  }

  private void panel(int x, int y, String title, ToLongFunction<Row> value) {
    long most = runs.values().stream().flatMap(List::stream).mapToLong(value).max().orElse(0);
    double top = Math.max(1, most * ROOM_ABOVE);
    int bottom = y + TOP + PLOT_HEIGHT;
    add("<text class=\"t\" x=\"%d\" y=\"%d\">%s</text>", x + LEFT, y + TOP - 10, title);
    for (long mark : List.of(0L, most)) {
      double at = bottom - mark / top * PLOT_HEIGHT;
      add(
          "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
              + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%,d</text>",
          x + LEFT, at, x + LEFT + PLOT_WIDTH, at, x + LEFT - 6, at + 4, mark);
    }
    add("<text x=\"%d\" y=\"%d\">0</text>", x + LEFT, bottom + 16);
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d min</text>",
        x + LEFT + PLOT_WIDTH, bottom + 16, lastSecond / 60);
    int index = 0;
    for (List<Row> run : runs.values()) {
      String points =
          run.stream()
              .map(
                  row ->
                      String.format(
                          Locale.ROOT,
                          "%.1f,%.1f",
                          x + LEFT + (double) row.seconds() / lastSecond * PLOT_WIDTH,
                          bottom - value.applyAsLong(row) / top * PLOT_HEIGHT))
              .collect(Collectors.joining(" "));
      add("<polyline style=\"stroke:%s\" points=\"%s\"/>", COLOURS.get(index++), points);
    }
  }

  private void add(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}

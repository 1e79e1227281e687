package io.github.asyncioctl.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws what a terminal shows, as SVG with the colours of the reader's light or dark theme. It
 * knows the escape sequences that the program writes, and no others.
 */
final class TerminalPicture {
  private static final Pattern SEQUENCE = Pattern.compile("\u001B\\[(\\d+)m");
  private static final double CHARACTER = 8.43;
  private static final int LINE = 19;
  private static final int MARGIN = 16;
  private static final int BAR = 30;
  private static final int BASE = 14;

  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
      <title>%3$s</title>
      <style>
      text { font: 14px ui-monospace, Consolas, Menlo, "DejaVu Sans Mono", monospace; white-space: pre; fill: #1f2328; }
      .window { fill: #f6f8fa; stroke: #d0d7de; } .dot { fill: #d0d7de; }
      .prompt { fill: #656d76; } .bold { font-weight: bold; } .italic { font-style: italic; }
      .red { fill: #cf222e; } .green { fill: #116329; } .yellow { fill: #7d4e00; } .cyan { fill: #0550ae; }
      @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; } .window { fill: #0d1117; stroke: #3d444d; } .dot { fill: #3d444d; }
      .prompt { fill: #9198a1; }
      .red { fill: #ff7b72; } .green { fill: #3fb950; } .yellow { fill: #d29922; } .cyan { fill: #79c0ff; }
      }
      </style>
      <rect class="window" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="8"/>
      <circle class="dot" cx="18" cy="16" r="5"/><circle class="dot" cx="35" cy="16" r="5"/><circle class="dot" cx="52" cy="16" r="5"/>
      """;

  private final StringBuilder svg = new StringBuilder();
  private final Set<String> classes = new TreeSet<>();

  private TerminalPicture() {}

  /** The picture of a recording, whose lines with a prompt begin with {@code "> "}. */
  static String of(String title, String recording) {
    return new TerminalPicture().draw(title, recording.lines().toList());
  }

  private String draw(String title, List<String> lines) {
    int columns =
        lines.stream()
            .mapToInt(line -> SEQUENCE.matcher(line).replaceAll("").length())
            .max()
            .orElse(0);
    int width = (int) Math.ceil(columns * CHARACTER) + 2 * MARGIN;
    int height = BAR + lines.size() * LINE + MARGIN;
    svg.append(HEAD.formatted(width, height, escaped(title), width - 1, height - 1));
    int y = BAR + BASE;
    for (String line : lines) {
      svg.append("<text x=\"%d\" y=\"%d\" xml:space=\"preserve\">".formatted(MARGIN, y));
      draw(line);
      svg.append("</text>\n");
      y += LINE;
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(String line) {
    if (line.startsWith("> ")) {
      svg.append("<tspan class=\"prompt\">&gt;</tspan>");
      draw(line.substring(1));
      return;
    }
    Matcher sequence = SEQUENCE.matcher(line);
    int from = 0;
    while (sequence.find()) {
      span(line.substring(from, sequence.start()));
      turn(Integer.parseInt(sequence.group(1)));
      from = sequence.end();
    }
    span(line.substring(from));
    if (line.indexOf('\u001B', from) >= 0) {
      throw new IllegalArgumentException("a sequence that is not known: " + line);
    }
    classes.clear();
  }

  private void span(String text) {
    if (text.isEmpty()) {
      return;
    }
    svg.append(
        classes.isEmpty()
            ? escaped(text)
            : "<tspan class=\"%s\">%s</tspan>".formatted(String.join(" ", classes), escaped(text)));
  }

  private void turn(int code) {
    switch (code) {
      case 0 -> classes.clear();
      case 1 -> classes.add("bold");
      case 3 -> classes.add("italic");
      case 21 -> classes.remove("bold");
      case 23 -> classes.remove("italic");
      case 31 -> colour("red");
      case 32 -> colour("green");
      case 33 -> colour("yellow");
      case 36 -> colour("cyan");
      case 39 -> colour("");
      default -> throw new IllegalArgumentException("a code that is not known: " + code);
    }
  }

  private void colour(String name) {
    classes.removeAll(Set.of("red", "green", "yellow", "cyan"));
    if (!name.isEmpty()) {
      classes.add(name);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

package io.github.asyncioctl.benchmarks.runner;

import io.github.asyncioctl.benchmarks.runner.Section.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The tables, as Markdown: medians, the smallest and largest round, and how many times C's. */
final class Tables {
  private Tables() {}

  static String of(Results results) {
    StringBuilder text = new StringBuilder();
    for (Section section : Section.ALL) {
      List<Column> columns =
          section.columns().stream().filter(column -> isMeasured(results, column)).toList();
      if (!columns.isEmpty()) {
        text.append("### ").append(section.title()).append("\n\n");
        table(results, columns, text);
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static boolean isMeasured(Results results, Column column) {
    return variants(results).stream()
        .anyMatch(variant -> find(results, column, variant).isPresent());
  }

  private static List<String> variants(Results results) {
    return results.summaries().keySet().stream()
        .map(Key::variant)
        .distinct()
        .sorted(Variants.ORDER)
        .toList();
  }

  private static Optional<Summary> find(Results results, Column column, String variant) {
    return results.find(column.name(), variant, column.metric());
  }

  private static void table(Results results, List<Column> columns, StringBuilder text) {
    List<String> headings = new ArrayList<>(List.of(""));
    columns.forEach(column -> headings.add(column.heading()));
    row(headings, text);
    text.append("|---|").append("---:|".repeat(columns.size())).append('\n');
    for (String variant : variants(results)) {
      if (columns.stream().anyMatch(column -> find(results, column, variant).isPresent())) {
        List<String> cells = new ArrayList<>(List.of(Variants.title(variant)));
        columns.forEach(column -> cells.add(cell(results, column, variant)));
        row(cells, text);
      }
    }
  }

  private static void row(List<String> cells, StringBuilder text) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String cell(Results results, Column column, String variant) {
    Optional<Summary> found = find(results, column, variant);
    if (found.isEmpty()) {
      return "";
    }
    Summary summary = found.get();
    StringBuilder cell = new StringBuilder(number(summary.median() / column.divisor()));
    if (column.compared() && summary.rounds() > 1) {
      cell.append(" (")
          .append(number(summary.min() / column.divisor()))
          .append("–")
          .append(number(summary.max() / column.divisor()))
          .append(')');
    }
    OptionalDouble ratio = results.ratio(new Key(column.name(), variant, column.metric()));
    if (column.compared() && ratio.isPresent() && !variant.equals(Results.base(column.name()))) {
      cell.append(String.format(Locale.ROOT, " **×%.2f**", ratio.getAsDouble()));
    }
    return cell.toString();
  }

  /** Three digits, or all of the integer ones. */
  static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || size < 0.005 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    String text = String.format(Locale.ROOT, format, value);
    return text.equals("-0") ? "0" : text;
  }
}

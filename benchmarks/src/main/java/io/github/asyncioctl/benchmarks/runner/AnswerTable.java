package io.github.asyncioctl.benchmarks.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table that the page begins with: five questions, and what each way of waiting answers. */
final class AnswerTable {
  private record Question(String text, String name, String metric, double divisor) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("an IOCTL that completes at once, µs per call", "immediate-1", "op_us", 1),
          new Question(
              "64 pending, nothing happened for 2 ms: from the event to your code, µs",
              "idle-64",
              "p50_us",
              1),
          new Question(
              "64 pending, one event after the other: from the event to your code, µs",
              "pipe-64",
              "p50_us",
              1),
          new Question(
              "1,000 pending, one address change completes all: to the last of them, ms",
              "change-1000",
              "all_ms",
              1),
          new Question(
              "memory that 1,000 pending operations add, MB", "change-1000", "resident_kb", 1024));

  private static final List<String> VARIANTS =
      List.of("c-shared", "asyncioctl", "asyncioctl-direct", "java-thread-direct", "go");

  private AnswerTable() {}

  static String of(Results results) {
    StringBuilder text = new StringBuilder("| median |");
    VARIANTS.forEach(variant -> text.append(' ').append(Variants.title(variant)).append(" |"));
    text.append("\n|---|").append("---:|".repeat(VARIANTS.size())).append('\n');
    for (Question question : QUESTIONS) {
      List<String> cells = new ArrayList<>();
      VARIANTS.forEach(variant -> cells.add(cell(results, question, variant)));
      text.append("| ")
          .append(question.text())
          .append(" | ")
          .append(String.join(" | ", cells))
          .append(" |\n");
    }
    return text.toString();
  }

  private static String cell(Results results, Question question, String variant) {
    Optional<Summary> found = results.find(question.name(), variant, question.metric());
    if (found.isEmpty()) {
      return "";
    }
    String figure = Tables.number(found.get().median() / question.divisor());
    OptionalDouble ratio = results.ratio(new Key(question.name(), variant, question.metric()));
    // How many times next to nothing does not tell anything.
    return ratio.isEmpty()
            || variant.equals(Results.base(question.name()))
            || question.metric().equals("resident_kb")
        ? figure
        : figure + String.format(Locale.ROOT, " (×%.2f)", ratio.getAsDouble());
  }
}

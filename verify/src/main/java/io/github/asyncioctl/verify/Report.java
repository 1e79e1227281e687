package io.github.asyncioctl.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report that the user sends.
 *
 * @param surroundings facts about the machine
 * @param parts the parts that have ended, redacted
 * @param isFinished whether all parts have ended
 */
record Report(Map<String, String> surroundings, List<PartResult> parts, boolean isFinished) {
  private static final String FORM = "asyncioctl-verify 1";

  private static final JSON WRITER =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .enable(JSON.Feature.PRETTY_PRINT_OUTPUT)
          .build();

  Report {
    surroundings = new LinkedHashMap<>(surroundings);
    parts = List.copyOf(parts);
  }

  boolean isPassed() {
    return isFinished && parts.stream().noneMatch(each -> each.status() == Status.FAILED);
  }

  /** One word. A skipped part does not change it, and is listed beside it. */
  String verdict() {
    if (!isFinished) {
      return "UNFINISHED";
    }
    return isPassed() ? "PASSED" : "FAILED";
  }

  /** For programs. */
  String json() throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("report", FORM);
    report.put("verdict", verdict());
    report.put("surroundings", surroundings);
    report.put("parts", parts.stream().map(Report::map).toList());
    return WRITER.asString(report) + "\n";
  }

  private static Map<String, Object> map(PartResult part) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", part.name());
    map.put("status", part.status().word());
    map.put("millis", part.millis());
    for (Status each : Status.values()) {
      map.put(each.word(), part.count(each));
    }
    map.put("items", part.items().stream().map(Report::map).toList());
    return map;
  }

  private static Map<String, Object> map(Item item) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", item.name());
    map.put("status", item.status().word());
    if (!item.detail().isEmpty()) {
      map.put("detail", item.detail());
    }
    return map;
  }

  /** For people: unexpected results come first. */
  String text() {
    return FORM
        + ": "
        + verdict()
        + "\n\n"
        + lines(List.copyOf(surroundings.entrySet()), Report::line)
        + "\n"
        + lines(parts, Report::line)
        + lines(parts, part -> items(part, part.notPassed()))
        + "\nAll checks:\n"
        + lines(parts, part -> items(part, part.items()));
  }

  private static String line(Map.Entry<String, String> entry) {
    return String.format(Locale.ROOT, "%-14s %s%n", entry.getKey(), entry.getValue());
  }

  static String line(PartResult part) {
    return String.format(
        Locale.ROOT,
        "%-10s %-8s %6.1f s  %s%n",
        part.name(),
        part.status().word(),
        part.millis() / 1000.0,
        part.summary());
  }

  private static String items(PartResult part, List<Item> items) {
    return items.isEmpty() ? "" : "\n" + part.name() + "\n" + lines(items, Report::line);
  }

  static String line(Item item) {
    String detail = item.detail().isEmpty() ? "" : ": " + item.detail();
    return (item.status().word() + " " + item.name() + detail).indent(2);
  }

  private static <T> String lines(List<T> items, Function<T, String> line) {
    return items.stream().map(line).collect(Collectors.joining());
  }
}

package io.github.asyncioctl.facts;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was found on a machine.
 *
 * @param system its versions
 * @param findings fact by fact
 */
record Report(List<String> system, List<Finding> findings) {
  /**
   * What was found of a fact.
   *
   * @param fact the fact
   * @param platform which column it was held against
   * @param observed what was seen, or the failure
   * @param verdict {@code ok}, {@code other} or {@code failed}
   */
  record Finding(Fact fact, Platform platform, String observed, String verdict) {
    String expected() {
      return fact.expected(platform);
    }
  }

  /** One line. */
  String summary() {
    return count("ok") + " ok, " + count("other") + " other, " + count("failed") + " failed";
  }

  private long count(String verdict) {
    return findings.stream().filter(each -> each.verdict().equals(verdict)).count();
  }

  /** For people: what is not as expected comes first. */
  String text() {
    return lines(system, line -> line)
        + summary()
        + "\n\n"
        + lines(
            findings.stream().filter(each -> !each.verdict().equals("ok")).toList(), Report::full)
        + "\n"
        + lines(findings, each -> each.fact().id() + " " + each.verdict() + ": " + each.observed());
  }

  private static String full(Finding finding) {
    return String.join(
        "\n  ",
        finding.fact().id() + " " + finding.verdict() + ": " + finding.fact().situation(),
        "expected: " + finding.expected(),
        "observed: " + finding.observed());
  }

  private static <T> String lines(List<T> items, Function<T, String> line) {
    return items.stream().map(line).map(text -> text + "\n").collect(Collectors.joining());
  }

  /** For programs. */
  String json() {
    return "{\"system\": ["
        + system.stream().map(Report::quoted).collect(Collectors.joining(", "))
        + "],\n\"facts\": [\n"
        + findings.stream().map(Report::json).collect(Collectors.joining(",\n"))
        + "\n]}\n";
  }

  private static String json(Finding finding) {
    return "{\"id\": %s, \"situation\": %s, \"expected\": %s, \"observed\": %s, \"verdict\": %s}"
        .formatted(
            quoted(finding.fact().id()),
            quoted(finding.fact().situation()),
            quoted(finding.expected()),
            quoted(finding.observed()),
            quoted(finding.verdict()));
  }

  /** A JSON string; no text here has control characters. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

package io.github.asyncioctl.docs;

import io.github.asyncioctl.codes.Golden;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What Wine 8 says to the control codes, as the golden table has it. */
final class WineCodes {
  private static final Predicate<Map<String, String>> UNSUPPORTED =
      row -> row.get("wine8").startsWith("unsupported");
  private static final Predicate<Map<String, String>> IMMEDIATE =
      row -> row.get("wine8").equals("immediate");
  private static final Predicate<Map<String, String>> SYNCHRONOUS =
      row -> row.get("wine8_sync").equals("ok");

  private WineCodes() {}

  static int count() {
    return Golden.codes().size();
  }

  static String atOnce() {
    return names(IMMEDIATE);
  }

  static String withoutOverlapped() {
    return names(UNSUPPORTED.and(SYNCHRONOUS));
  }

  static String pending() {
    return names(UNSUPPORTED.or(IMMEDIATE).negate());
  }

  static long unsupported() {
    return Golden.codes().values().stream().filter(UNSUPPORTED.and(SYNCHRONOUS.negate())).count();
  }

  private static String names(Predicate<Map<String, String>> wanted) {
    return Golden.codes().values().stream()
        .filter(wanted)
        .map(row -> "`" + row.get("name") + "`")
        .sorted()
        .collect(Collectors.joining(", "));
  }
}

package io.github.asyncioctl.docs;

import io.github.asyncioctl.codes.Golden;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What Wine 8 says to the control codes, as the golden table has it. */
final class WineCodes {
  private WineCodes() {}

  static int count() {
    return Golden.codes().size();
  }

  static String atOnce() {
    return names(WineCodes::isImmediate);
  }

  static String withoutOverlapped() {
    return names(row -> isUnsupported(row) && isSynchronous(row));
  }

  static String pending() {
    return names(row -> !isUnsupported(row) && !isImmediate(row));
  }

  static long unsupported() {
    return Golden.codes().values().stream()
        .filter(row -> isUnsupported(row) && !isSynchronous(row))
        .count();
  }

  private static boolean isUnsupported(Map<String, String> row) {
    return row.get("wine8").startsWith("unsupported");
  }

  private static boolean isImmediate(Map<String, String> row) {
    return row.get("wine8").equals("immediate");
  }

  /** Whether a call without an OVERLAPPED is answered. */
  private static boolean isSynchronous(Map<String, String> row) {
    return row.get("wine8_sync").equals("ok");
  }

  private static String names(Predicate<Map<String, String>> wanted) {
    return Golden.codes().values().stream()
        .filter(wanted)
        .map(row -> "`" + row.get("name") + "`")
        .sorted()
        .collect(Collectors.joining(", "));
  }
}

package io.github.asyncioctl.datagram;

import io.github.asyncioctl.codes.Golden;
import java.util.Map;

/** What the headers say, from the golden tables. */
final class GoldenLayouts {
  private GoldenLayouts() {}

  /** The value of a constant. */
  static int constant(String name) {
    return number(row("socket-options.csv", Map.of("name", name)), "value");
  }

  static int offset(String struct, String field) {
    return number(row("struct-layouts.csv", Map.of("struct", struct, "field", field)), "offset");
  }

  static int size(String struct) {
    return number(row("struct-layouts.csv", Map.of("struct", struct, "field", "")), "size");
  }

  private static Map<String, String> row(String table, Map<String, String> key) {
    return Golden.rows(table).stream()
        .filter(row -> row.entrySet().containsAll(key.entrySet()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(table + " has no " + key));
  }

  private static int number(Map<String, String> row, String column) {
    return Integer.parseInt(row.get(column));
  }
}

package io.github.asyncioctl.codes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tables of resources/golden. */
public final class Golden {
  private static final Map<String, List<Map<String, String>>> TABLES = new ConcurrentHashMap<>();

  private Golden() {}

  /** What is known of the control codes, by name and then by column. */
  public static Map<String, Map<String, String>> codes() {
    Map<String, Map<String, String>> codes = new HashMap<>();
    for (Map<String, String> row : rows("ioctl-codes.csv")) {
      codes.put(row.get("name"), row);
    }
    return codes;
  }

  /** The rows of a table, each by column. */
  public static List<Map<String, String>> rows(String table) {
    return TABLES.computeIfAbsent(table, Golden::read);
  }

  private static List<Map<String, String>> read(String table) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + table)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String separator = lines.get(0).contains(";") ? ";" : ","; // a text may have commas
      String[] columns = lines.get(0).split(separator, -1);
      return lines.stream().skip(1).map(line -> row(columns, line, separator)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> row(String[] columns, String line, String separator) {
    String[] cells = line.split(separator, -1);
    if (cells.length != columns.length) {
      throw new IllegalStateException("a cell with a separator: " + line);
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      row.put(columns[i], cells[i]);
    }
    return row;
  }
}

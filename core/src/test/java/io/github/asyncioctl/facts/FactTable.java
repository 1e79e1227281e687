package io.github.asyncioctl.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of facts. Each row is one line; a cell with a comma stands in quotes, as RFC 4180 says.
 */
public final class FactTable {
  private static final String RESOURCE = "/facts/windows-facts.csv";
  private static final Pattern CELL =
      Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^\",]*))(?:,|$)");
  private static final int COLUMNS = 10;

  private static final List<Fact> FACTS = read();

  private FactTable() {}

  public static List<Fact> facts() {
    return FACTS;
  }

  private static List<Fact> read() {
    try (InputStream in = FactTable.class.getResourceAsStream(RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(FactTable::cells).map(Fact::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher cell = CELL.matcher(line);
    while (cells.size() < COLUMNS && cell.find()) {
      String quoted = cell.group(1);
      cells.add(quoted == null ? cell.group(2) : quoted.replace("\"\"", "\""));
    }
    if (cells.size() != COLUMNS || cell.end() != line.length()) {
      throw new IllegalStateException("no row of " + COLUMNS + " cells: " + line);
    }
    return cells;
  }
}

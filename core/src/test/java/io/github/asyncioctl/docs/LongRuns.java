package io.github.asyncioctl.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The samples of the mixed runs that docs/safety.md shows, as a table and as a picture. */
final class LongRuns {
  static final String REGENERATE =
      "mvn -o -q -pl core test-compile && java -cp core/target/test-classes:core/target/classes "
          + LongRuns.class.getName();

  private static final String BEGIN = "<!-- long runs -->\n";
  private static final String END = "<!-- end of long runs -->\n";
  private static final int NUMBERS = 10;

  /** A line of the file: the JVM, and what {@code MixedTest} prints. */
  record Row(
      int jvm,
      long seconds,
      long operations,
      long handles,
      long nativeKb,
      long kept,
      long heapKb,
      long threads,
      long workingSetKb,
      long ofJvmKb) {
    static Row of(String line) {
      List<Long> all = List.of(line.split(",")).stream().map(Long::valueOf).toList();
      if (all.size() != NUMBERS) {
        throw new IllegalArgumentException(line);
      }
      return new Row(
          all.get(0).intValue(),
          all.get(1),
          all.get(2),
          all.get(3),
          all.get(4),
          all.get(5),
          all.get(6),
          all.get(7),
          all.get(8),
          all.get(9));
    }

    String cells() {
      return String.format(
          Locale.ROOT,
          "| %d | %d:%02d | %,d | %d | %d | %d | %.1f | %d | %d |",
          jvm,
          seconds / 60,
          seconds % 60,
          operations,
          handles,
          nativeKb,
          kept,
          heapKb / 1024.0,
          threads,
          workingSetKb >> 10);
    }
  }

  private LongRuns() {}

  /** Writes both anew. */
  public static void main(String[] args) throws IOException {
    Files.writeString(page(), text(Files.readString(page())));
    Files.writeString(picture(), svg());
  }

  static Path page() {
    return Pages.root().resolve("docs/safety.md");
  }

  static Path picture() {
    return Pages.root().resolve("docs/charts/long-runs.svg");
  }

  private static List<Row> rows() {
    return Pages.read(Pages.root().resolve("docs/long-runs.csv"))
        .lines()
        .skip(1)
        .map(Row::of)
        .toList();
  }

  /** The page with the table that the samples make. */
  static String text(String page) {
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String table =
        "| JVM | at (min:s) | operations | handles | native, KB | kept | heap, MB | threads | resident, MB |\n"
            + "|---|---|---|---|---|---|---|---|---|\n"
            + rows().stream().map(row -> row.cells() + "\n").collect(Collectors.joining());
    return page.substring(0, begin) + table + page.substring(end);
  }

  static String svg() {
    Map<Integer, List<Row>> runs =
        rows().stream().collect(Collectors.groupingBy(Row::jvm, TreeMap::new, Collectors.toList()));
    Map<String, ToLongFunction<Row>> panels = new LinkedHashMap<>();
    panels.put("handles", Row::handles);
    panels.put("native memory of the engines, KB", Row::nativeKb);
    panels.put("heap after a collection, KB", Row::heapKb);
    panels.put("threads", Row::threads);
    return new LinePanels(runs, panels).svg();
  }
}

package io.github.asyncioctl.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run: where it was, and its figures. The CSV has the environment as {@code # name: value}.
 *
 * @param environment what the machine was
 * @param summaries the figures, in the order in which they came
 */
record Results(Map<String, String> environment, Map<Key, Summary> summaries) {
  /** What the ratios are to: the way in C that does what the library does. */
  static String base(String name) {
    return name.startsWith("wait-") ? "c-waiter63" : "c-shared";
  }

  private static final String HEADER = "case,variant,metric,median,min,max,rounds,ratio_to_c";

  Optional<Summary> find(String name, String variant, String metric) {
    return Optional.ofNullable(summaries.get(new Key(name, variant, metric)));
  }

  /** How many times what C takes; empty if either is missing or C's is nothing. */
  OptionalDouble ratio(Key key) {
    Summary own = summaries.get(key);
    Summary base = summaries.get(new Key(key.name(), base(key.name()), key.metric()));
    return own == null || base == null || base.median() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(own.median() / base.median());
  }

  void write(Path csv) throws IOException {
    List<String> lines = new ArrayList<>();
    environment.forEach((name, value) -> lines.add("# " + name + ": " + value));
    lines.add(HEADER);
    summaries.forEach((key, summary) -> lines.add(row(key, summary)));
    Files.writeString(csv, String.join("\n", lines) + "\n");
  }

  private String row(Key key, Summary summary) {
    OptionalDouble ratio = ratio(key);
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%.3f,%.3f,%.3f,%d,%s",
        key.name(),
        key.variant(),
        key.metric(),
        summary.median(),
        summary.min(),
        summary.max(),
        summary.rounds(),
        ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "");
  }

  static Results read(Path csv) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    Map<Key, Summary> summaries = new LinkedHashMap<>();
    for (String line : Files.readAllLines(csv)) {
      if (line.startsWith("# ")) {
        int colon = line.indexOf(": ");
        environment.put(line.substring(2, colon), line.substring(colon + 2));
      } else if (!line.equals(HEADER)) {
        String[] cells = line.split(",", -1);
        summaries.put(
            new Key(cells[0], cells[1], cells[2]),
            new Summary(
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Double.parseDouble(cells[5]),
                Integer.parseInt(cells[6])));
      }
    }
    return new Results(environment, summaries);
  }
}

package io.github.asyncioctl.facts;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What happened, or has to happen: pairs of a key and a value, in order.
 *
 * @param pairs the values by key
 */
record Outcome(Map<String, String> pairs) {
  private static final Pattern OR = Pattern.compile(" \\| ");
  private static final String BETWEEN_VARIANTS = "/";

  /** The alternatives of a cell of the table. */
  static List<Outcome> alternatives(String cell) {
    return OR.splitAsStream(cell).map(Outcome::of).toList();
  }

  private static Outcome of(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(" ", -1)) {
      String[] sides = pair.split("=", 2);
      pairs.put(sides[0], sides[1]);
    }
    return new Outcome(pairs);
  }

  /**
   * One outcome of the variants that a situation names: where they do not agree, all their values
   * stand beside each other, so that no expectation is met.
   */
  static Outcome ofAll(Collection<Outcome> variants) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Outcome variant : variants) {
      variant.pairs.forEach(
          (key, value) -> values.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(value));
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    values.forEach((key, all) -> pairs.put(key, String.join(BETWEEN_VARIANTS, all)));
    return new Outcome(pairs);
  }

  /** Whether everything that one of the alternatives says was seen here. */
  boolean matches(List<Outcome> alternatives) {
    return alternatives.stream().anyMatch(this::shows);
  }

  private boolean shows(Outcome expected) {
    return expected.pairs.entrySet().stream()
        .allMatch(each -> matches(each.getValue(), pairs.get(each.getKey())));
  }

  private static boolean matches(String expected, String seen) {
    if (seen == null) {
      return false;
    }
    return switch (expected) {
      case "any", "called" -> !seen.equals("none");
      case "failed" -> !seen.equals("0");
      default -> seen.equals(expected);
    };
  }

  @Override
  public String toString() {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(" "));
  }
}

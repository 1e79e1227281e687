package io.github.asyncioctl.facts;

import java.util.List;

/**
 * A row of the table of facts; the README beside the table says what its columns are.
 *
 * @param id its name for ever
 * @param area what it is about
 * @param situation enough to provoke it
 * @param windows what Windows does
 * @param wine8 what Wine 8 does, if something else
 * @param wine10 what Wine 10 does, if something else
 * @param suite the suite that asserts it
 * @param test the suite's test
 * @param rests what in this library rests on it
 * @param probe {@code yes}, or why nobody can provoke it
 */
public record Fact(
    String id,
    String area,
    String situation,
    String windows,
    String wine8,
    String wine10,
    String suite,
    String test,
    String rests,
    String probe) {
  /** A cell of a version that does not as Windows does; nobody has measured what instead. */
  public static final String DIFFERS = "differs";

  /** A cell of a version of which nothing is known. */
  public static final String UNKNOWN = "unknown";

  static Fact of(List<String> cells) {
    String[] of = cells.toArray(String[]::new);
    return new Fact(of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7], of[8], of[9]);
  }

  public boolean canBeProvoked() {
    return probe.equals("yes");
  }

  /** What the table says of a system: alternatives, or that it differs or is not known. */
  String expected(Platform platform) {
    String cell =
        switch (platform) {
          case WINDOWS -> windows;
          case WINE_8 -> wine8;
          case WINE_10 -> wine10;
        };
    return cell.isEmpty() ? windows : cell;
  }

  /** Whether an outcome is what the table says of a system. */
  boolean agrees(Platform platform, Outcome seen) {
    return switch (expected(platform)) {
      case UNKNOWN -> true;
      case DIFFERS -> !seen.matches(Outcome.alternatives(windows));
      default -> seen.matches(Outcome.alternatives(expected(platform)));
    };
  }
}

package io.github.asyncioctl.benchmarks.runner;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One figure of a peer's.
 *
 * @param key what was measured
 * @param value in the unit that the metric's name ends with
 */
record Line(Key key, double value) {
  private static final Pattern FORM =
      Pattern.compile("([a-z]+-[0-9]+),([a-z0-9-]+),([a-z0-9_]+),(-?[0-9]+(?:\\.[0-9]+)?)");

  /** Reads {@code case,variant,metric,value}; empty for anything else that a process prints. */
  static Optional<Line> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new Line(
                new Key(matcher.group(1), matcher.group(2), matcher.group(3)),
                Double.parseDouble(matcher.group(4))))
        : Optional.empty();
  }
}

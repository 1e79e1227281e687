package io.github.asyncioctl.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * The scale of a chart of bars. Its end is 1, 2 or 5 times a power of ten, and grows when a value
 * exceeds it.
 */
final class Scale {
  static final int WIDTH = 30;
  private static final long LEAST_MICROS = 100;

  private long endMicros = LEAST_MICROS;

  /**
   * Makes room for a value.
   *
   * @return whether the scale has changed
   */
  boolean include(Duration value) {
    long before = endMicros;
    long micros = micros(value);
    while (endMicros < micros) {
      endMicros = next(endMicros);
    }
    return endMicros != before;
  }

  private static long next(long end) {
    return String.valueOf(end).startsWith("2") ? end / 2 * 5 : end * 2;
  }

  private static long micros(Duration value) {
    return value.toNanos() / 1_000;
  }

  /** A bar for a value; empty only for zero. */
  String bar(Duration value) {
    long micros = micros(value);
    int length = (int) Math.min(WIDTH, (micros * WIDTH + endMicros - 1) / endMicros);
    return "#".repeat(length);
  }

  /** The heading above the bars. */
  String head() {
    String end = millis(Duration.ofNanos(endMicros * 1_000)) + " ms";
    return "0" + ".".repeat(WIDTH - 1 - end.length()) + end;
  }

  static String millis(Duration value) {
    double millis = value.toNanos() / 1e6;
    return String.format(
        Locale.ROOT, millis < 10 ? "%.2f" : millis < 1000 ? "%.1f" : "%.0f", millis);
  }
}

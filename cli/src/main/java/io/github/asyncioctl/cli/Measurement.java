package io.github.asyncioctl.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * How long something took, many times.
 *
 * @param name what
 * @param sortedNanos each time, the shortest one first
 */
record Measurement(String name, long[] sortedNanos) {
  private static final int WARM_UP_DIVISOR = 3;
  private static final int MOST = 1_000_000;

  /**
   * Measures for a time, after a warm-up of a third of it.
   *
   * @param once does it once and returns the nanoseconds that count
   */
  static Measurement of(String name, Duration time, Callable<Long> once) throws Exception {
    sample(time.dividedBy(WARM_UP_DIVISOR), once);
    long[] nanos = sample(time, once);
    Arrays.sort(nanos);
    return new Measurement(name, nanos);
  }

  private static long[] sample(Duration time, Callable<Long> once) throws Exception {
    long[] nanos = new long[1024];
    int count = 0;
    long start = System.nanoTime();
    do {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = once.call();
    } while (System.nanoTime() - start < time.toNanos() && count < MOST);
    return Arrays.copyOf(nanos, count);
  }

  /** The time that so many hundredths did not exceed (nearest rank). */
  double micros(int hundredths) {
    int rank = (int) Math.ceil(sortedNanos.length * hundredths / 100.0);
    return sortedNanos[Math.max(rank, 1) - 1] / 1e3;
  }

  void addTo(Table table) {
    table.row(name, cell(50), cell(90), cell(99), String.valueOf(sortedNanos.length));
  }

  private String cell(int hundredths) {
    return String.format(Locale.ROOT, "%.1f", micros(hundredths));
  }

  Map<String, Object> json() {
    return new Fields()
        .with("name", name)
        .with("medianMicros", micros(50))
        .with("p90Micros", micros(90))
        .with("p99Micros", micros(99))
        .with("count", sortedNanos.length)
        .map();
  }
}

package io.github.asyncioctl.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** The times that many runs of something took. */
final class Measurement {
  private static final int WARM_UP_DIVISOR = 3;
  private static final int MOST = 1_000_000;

  private final String name;
  private final long[] sortedNanos;

  /** Sorts the times. */
  Measurement(String name, long... nanos) {
    this.name = name;
    sortedNanos = nanos.clone();
    Arrays.sort(sortedNanos);
  }

  /**
   * Measures for a given time, after a warm-up of a third of it.
   *
   * @param once runs it once and returns the nanoseconds to count
   */
  static Measurement of(String name, Duration time, Callable<Long> once) throws Exception {
    sample(time.dividedBy(WARM_UP_DIVISOR), once);
    return new Measurement(name, sample(time, once));
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

  /** The percentile: the time that this percentage of the runs did not exceed (nearest rank). */
  double micros(int hundredths) {
    int rank = (int) Math.ceil(sortedNanos.length * hundredths / 100.0);
    return sortedNanos[Math.max(rank, 1) - 1] / 1e3;
  }

  int count() {
    return sortedNanos.length;
  }

  void addTo(Table table) {
    table.row(name, cell(50), cell(90), cell(99), String.valueOf(count()));
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
        .with("count", count())
        .map();
  }
}

package io.github.asyncioctl.benchmarks.peers;

import java.util.Arrays;
import java.util.Locale;

/** Prints what was measured: {@code case,variant,metric,value}. */
final class Lines {
  private final String variant;

  Lines(String variant) {
    this.variant = variant;
  }

  void print(String name, String metric, double value) {
    System.out.printf(Locale.ROOT, "%s,%s,%s,%.3f%n", name, variant, metric, value);
    System.out.flush();
  }

  /** Prints p50, p90 and p99, and sorts the values. */
  void percentiles(String name, double[] micros) {
    Arrays.sort(micros);
    print(name, "p50_us", rank(micros, 0.5));
    print(name, "p90_us", rank(micros, 0.9));
    print(name, "p99_us", rank(micros, 0.99));
  }

  private static double rank(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }
}

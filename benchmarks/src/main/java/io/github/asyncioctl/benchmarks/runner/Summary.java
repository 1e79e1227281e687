package io.github.asyncioctl.benchmarks.runner;

import java.util.Arrays;
import java.util.Collection;

/**
 * Several rounds of one figure.
 *
 * @param median the middle one; the mean of the middle two
 * @param min the smallest
 * @param max the largest
 * @param rounds how many
 */
record Summary(double median, double min, double max, int rounds) {
  static Summary of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Summary(median(sorted), sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  /** The median of values in any order. */
  static double medianOf(Collection<Double> values) {
    return of(values).median;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
  }
}

package io.github.asyncioctl.property;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Makes the choices of a failure simpler for as long as they make it fail: fewer of them first,
 * then smaller ones. The values are drawn anew of what is left, so each keeps its range.
 */
final class Shrinking {
  private static final int MOST_RUNS = 5_000;

  private final Predicate<Choices> fails;
  private long[] simplest;
  private int runs;

  private Shrinking(long[] failing, Predicate<Choices> fails) {
    simplest = failing;
    this.fails = fails;
  }

  /**
   * The simplest choices that were found.
   *
   * @param failing choices that fail
   * @param fails runs with other ones, and tells whether they fail in the same way
   */
  static long[] simplest(long[] failing, Predicate<Choices> fails) {
    Shrinking shrinking = new Shrinking(failing, fails);
    long[] before;
    do {
      before = shrinking.simplest;
      shrinking.dropSome();
      shrinking.lowerEach();
    } while (shrinking.simplest != before);
    return before;
  }

  private void dropSome() {
    for (int size = simplest.length; size > 0; size /= 2) {
      for (int at = simplest.length - size; at >= 0; at--) {
        if (at + size <= simplest.length) {
          attempt(without(at, size));
        }
      }
    }
  }

  private long[] without(int at, int size) {
    long[] fewer = Arrays.copyOf(simplest, simplest.length - size);
    System.arraycopy(simplest, at + size, fewer, at, fewer.length - at);
    return fewer;
  }

  private void lowerEach() {
    for (int at = 0; at < simplest.length; at++) {
      if (simplest[at] != 0 && !attempt(with(at, 0))) {
        lower(at);
      }
    }
  }

  /** As if all numbers failed from some one on, which is often so. */
  private void lower(int at) {
    long passes = 0;
    while (at < simplest.length && Long.compareUnsigned(simplest[at] - passes, 1) > 0) {
      long middle = passes + ((simplest[at] - passes) >>> 1);
      if (!attempt(with(at, middle))) {
        passes = middle;
      }
    }
  }

  private long[] with(int at, long choice) {
    long[] other = simplest.clone();
    other[at] = choice;
    return other;
  }

  private boolean attempt(long[] candidate) {
    if (runs++ >= MOST_RUNS) {
      return false;
    }
    Choices choices = Choices.replay(candidate);
    if (!fails.test(choices) || !isSimpler(choices.taken(), simplest)) {
      return false;
    }
    simplest = choices.taken();
    return true;
  }

  private static boolean isSimpler(long[] one, long[] other) {
    return one.length != other.length
        ? one.length < other.length
        : Arrays.compareUnsigned(one, other) < 0;
  }
}

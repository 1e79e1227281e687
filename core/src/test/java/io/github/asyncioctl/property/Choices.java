package io.github.asyncioctl.property;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind the values of one run: random ones, or those of an earlier run. All are
 * recorded, and a smaller number stands for a simpler value.
 */
final class Choices {
  private static final long[] NONE = {};

  private final @Nullable Random random;
  private final long[] given;
  private long[] taken = new long[16];
  private int count;

  private Choices(@Nullable Random random, long[] given) {
    this.random = random;
    this.given = given;
  }

  static Choices random(long seed) {
    return new Choices(new Random(seed), NONE);
  }

  /** Those given, as far as they fit, and then zeros. */
  static Choices replay(long... given) {
    return new Choices(null, given);
  }

  /** A number from 0 to the largest one, both without sign. */
  long next(long max) {
    long choice = random == null ? replayed(max) : random(random, max);
    if (count == taken.length) {
      taken = Arrays.copyOf(taken, 2 * count);
    }
    taken[count++] = choice;
    return choice;
  }

  private long replayed(long max) {
    long choice = count < given.length ? given[count] : 0;
    return Long.compareUnsigned(choice, max) > 0 ? max : choice;
  }

  /** At the limits more often than chance would have it. */
  private static long random(Random random, long max) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> max;
      default -> max == -1 ? random.nextLong() : Long.remainderUnsigned(random.nextLong(), max + 1);
    };
  }

  /** What was taken so far. */
  long[] taken() {
    return Arrays.copyOf(taken, count);
  }
}

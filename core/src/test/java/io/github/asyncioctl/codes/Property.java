package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Checks that something holds for random values, other ones in every run. The seed of a failure is
 * in its message; {@code -Dasyncioctl.seed=} repeats it.
 */
final class Property {
  private static final int TRIES = 500;

  private Property() {}

  static void holds(Consumer<Values> check) {
    Long seed = Long.getLong("asyncioctl.seed");
    if (seed != null) {
      check.accept(new Values(seed));
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      seed = ThreadLocalRandom.current().nextLong();
      try {
        check.accept(new Values(seed));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("does not hold with -Dasyncioctl.seed=" + seed, e);
      }
    }
  }

  /** Random values, at their limits more often than chance would have it. */
  static final class Values {
    private final Random random;

    Values(long seed) {
      random = new Random(seed);
    }

    long number(long min, long max) {
      return switch (random.nextInt(8)) {
        case 0 -> min;
        case 1 -> max;
        default -> min + Math.floorMod(random.nextLong(), max - min + 1);
      };
    }

    int integer(int min, int max) {
      return (int) number(min, max);
    }

    boolean bool() {
      return random.nextBoolean();
    }

    long ulong() {
      return number(0, 0xFFFF_FFFFL);
    }

    /** A count of 64 bits, less than 2^63. */
    long total() {
      return number(0, Long.MAX_VALUE - 1);
    }

    Duration millis(long min, long max) {
      return Duration.ofMillis(number(min, max));
    }

    <T> T oneOf(T[] values) {
      return values[random.nextInt(values.length)];
    }

    byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return bytes;
    }

    ByteBuffer buffer(int length) {
      return ByteBuffer.wrap(bytes(length));
    }

    long bits() {
      return random.nextLong();
    }
  }
}

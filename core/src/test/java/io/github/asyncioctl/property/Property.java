package io.github.asyncioctl.property;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks that something holds for random values, other ones in every run. A failure is told with
 * the simplest values for which it fails in the same way, and with its seed; {@code
 * -Dasyncioctl.seed=} repeats it.
 */
public final class Property {
  static final int TRIES = Integer.getInteger("asyncioctl.tries", 500);

  private Property() {}

  public static void holds(Consumer<Values> check) {
    Long seed = Long.getLong("asyncioctl.seed");
    if (seed != null) {
      holds(check, seed);
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      holds(check, ThreadLocalRandom.current().nextLong());
    }
  }

  static void holds(Consumer<Values> check, long seed) {
    Choices choices = Choices.random(seed);
    Throwable failure = failure(check, new Values(choices));
    if (failure != null) {
      throw simplest(check, choices.taken(), failure, seed);
    }
  }

  private static AssertionError simplest(
      Consumer<Values> check, long[] failing, Throwable failure, long seed) {
    long[] simplest =
        Shrinking.simplest(failing, each -> isLike(failure, failure(check, new Values(each))));
    Values values = new Values(Choices.replay(simplest));
    Throwable ofSimplest = failure(check, values);
    return new AssertionError(
        "does not hold for " + values + ", found with -Dasyncioctl.seed=" + seed,
        ofSimplest == null ? failure : ofSimplest);
  }

  /** Whether one is no other failure that was met on the way. */
  private static boolean isLike(Throwable failure, @Nullable Throwable other) {
    return other != null && failure.getClass() == other.getClass();
  }

  private static @Nullable Throwable failure(Consumer<Values> check, Values values) {
    try {
      check.accept(values);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }
}

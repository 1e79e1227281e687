package io.github.asyncioctl.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long and with which seed the load suites run.
 *
 * <p>{@code -Dasyncioctl.load.seconds=3600} makes hours of what takes seconds in the build (0 is as
 * if it were not set), and {@code -Dasyncioctl.load.seed=N} repeats what a log tells of, as far as
 * threads can be repeated. Through Maven they are {@code -Dload.seconds} and {@code -Dload.seed}.
 */
final class Load {
  /** Nothing that has been asked to end may take longer. */
  static final Duration BOUND = Duration.ofSeconds(60);

  private static final int SECONDS = Integer.getInteger("asyncioctl.load.seconds", 0);

  private Load() {}

  /** How long a suite runs, unless the property says otherwise. */
  static Duration duration(int defaultSeconds) {
    return Duration.ofSeconds(SECONDS > 0 ? SECONDS : defaultSeconds);
  }

  /** How often a suite does something, which is {@code all} when the property asks for load. */
  static int times(int few, int all) {
    return SECONDS > 0 ? all : few;
  }

  /** A new seed, or the one of the property; told to the log. */
  static long seed(String suite) {
    String given = System.getProperty("asyncioctl.load.seed", "");
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    System.out.println(suite + ": seed " + seed);
    return seed;
  }

  /** Waits until something holds. */
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("still not: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Waits until no thread is left whose name begins with this. */
  static void untilNoThreads(String prefix) {
    until("the threads " + prefix + " have ended", () -> !anyThread(prefix));
  }

  private static boolean anyThread(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith(prefix));
  }
}

package io.github.asyncioctl.internal.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is built from.
 *
 * @param name the prefix of its threads' names
 * @param executor completes the futures of operations that pended; null for the default
 * @param drain how long closing waits for the kernel
 * @param atOnce the codes that complete at once on a socket
 * @param declaredAtOnce the codes that the user says complete at once, on whatever handle
 * @param clock nanoseconds, as System.nanoTime
 * @param maxPending how many operations may be pending
 * @param maxPendingBytes how much memory they may have together
 */
public record Settings(
    String name,
    @Nullable Executor executor,
    Duration drain,
    Set<Integer> atOnce,
    Set<Integer> declaredAtOnce,
    LongSupplier clock,
    int maxPending,
    long maxPendingBytes) {

  /** Without bounds. */
  public Settings(
      String name,
      @Nullable Executor executor,
      Duration drain,
      Set<Integer> atOnce,
      Set<Integer> declaredAtOnce,
      LongSupplier clock) {
    this(name, executor, drain, atOnce, declaredAtOnce, clock, Integer.MAX_VALUE, Long.MAX_VALUE);
  }
}

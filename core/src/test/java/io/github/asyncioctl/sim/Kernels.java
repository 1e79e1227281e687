package io.github.asyncioctl.sim;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;

/** Simulated kernels for tests that are to hold on each of them. */
public final class Kernels {
  private Kernels() {}

  /** One of each personality, at once, and Windows step by step, with some seeds. */
  public static List<Named<Supplier<SimulatedKernel>>> all() {
    long seed = new Seed().value();
    return List.of(
        Named.of("WINE", () -> new SimulatedKernel(Personality.WINE)),
        Named.of("WINDOWS", () -> new SimulatedKernel(Personality.WINDOWS)),
        delayed(1),
        delayed(2),
        delayed(seed));
  }

  private static Named<Supplier<SimulatedKernel>> delayed(long seed) {
    return Named.of(
        "WINDOWS, seed " + seed, () -> new SimulatedKernel(Personality.WINDOWS).delay(seed));
  }
}

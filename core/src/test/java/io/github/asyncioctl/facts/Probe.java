package io.github.asyncioctl.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Provokes the situation of a fact and reports what happened, whatever the table says of it. What
 * it opens comes from the bench, which closes it; what it starts ends with that.
 */
@FunctionalInterface
interface Probe {
  Outcome observe(Bench bench) throws Exception;

  /** One probe for the variants of a situation, which have to agree. */
  static Probe all(Probe... variants) {
    return bench -> {
      List<Outcome> seen = new ArrayList<>();
      for (Probe variant : variants) {
        seen.add(variant.observe(bench));
      }
      return Outcome.ofAll(seen);
    };
  }

  /** A probe that needs a number more: a control code, a length. */
  @FunctionalInterface
  interface With {
    Outcome observe(Bench bench, int number) throws Exception;
  }

  /** One probe for a situation with each of these numbers. */
  static Probe each(With probe, int... numbers) {
    return all(
        Arrays.stream(numbers)
            .mapToObj(number -> (Probe) bench -> probe.observe(bench, number))
            .toArray(Probe[]::new));
  }
}

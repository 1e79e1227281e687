package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What the simulated kernel rests on is what the table of facts says: each personality, at once and
 * step by step, shows the outcome of its own column.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SimulatedFactsTest {
  private static final int SEEDS = 20;

  private final Set<String> left = new HashSet<>(Provocations.BY_FACT.keySet());

  @ParameterizedTest
  @CsvFileSource(resources = "/facts/windows-facts.csv", numLinesToSkip = 1)
  void isAsTheTableSays(
      String id, String area, String situation, String windows, String wine8, String wine10) {
    Function<Provocation, Provocation> provoke = Provocations.BY_FACT.get(id);
    if (provoke == null) {
      return; // nothing in the simulation rests on it
    }
    left.remove(id);
    for (Personality personality : Personality.values()) {
      String expected = personality == Personality.WINE && wine8 != null ? wine8 : windows;
      for (SimulatedKernel kernel : kernels(personality)) {
        String seen = provoke.apply(new Provocation(kernel)).outcome();
        boolean asWindows = matches(seen, windows);
        if (expected.equals("differs")) {
          assertThat(asWindows).as("%s on %s: %s", id, personality, seen).isFalse();
        } else if (!expected.equals("unknown")) {
          assertThat(matches(seen, expected)).as("%s on %s: %s", id, personality, seen).isTrue();
        }
      }
    }
  }

  private static List<SimulatedKernel> kernels(Personality personality) {
    List<SimulatedKernel> kernels = new ArrayList<>();
    kernels.add(new SimulatedKernel(personality));
    for (int seed = 0; seed < SEEDS; seed++) {
      kernels.add(new SimulatedKernel(personality).delay(seed));
    }
    return kernels;
  }

  /** Whether one of the alternatives says nothing else than what was seen. */
  private static boolean matches(String seen, String alternatives) {
    Set<String> pairs = Set.of(seen.split(" "));
    Set<String> keys = new HashSet<>();
    pairs.forEach(pair -> keys.add(pair.substring(0, pair.indexOf('='))));
    return Arrays.stream(alternatives.split(" \\| "))
        .anyMatch(
            each ->
                Arrays.stream(each.split(" "))
                    .filter(pair -> keys.contains(pair.substring(0, pair.indexOf('='))))
                    .allMatch(pairs::contains));
  }

  @AfterAll
  void eachOfThemIsInTheTable() {
    assertThat(left).isEmpty();
  }
}

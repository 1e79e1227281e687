package io.github.asyncioctl.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.asyncioctl.windows.HandleCount;
import io.github.asyncioctl.windows.OnWindows;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Each fact that can be provoked is, on this system. On Windows it has to be as the suites assert,
 * under Wine as the table says of that version.
 */
@OnWindows
@Tag("once")
class FactsTest {
  private final Platform platform = Platform.here();
  private final Probes probes = Probes.all();

  /** A JVM opens and closes handles of its own. */
  private static final int OTHER_HANDLES = 40;

  @TestFactory
  Stream<DynamicTest> facts() {
    Stream<DynamicTest> facts =
        FactTable.facts().stream()
            .filter(Fact::canBeProvoked)
            .filter(fact -> probes.of(fact).isPresent())
            .map(fact -> dynamicTest(fact.id(), () -> check(fact)));
    int handles = HandleCount.now();
    return Stream.concat(
        facts, Stream.of(dynamicTest("nothing is left behind", () -> checkLeftovers(handles))));
  }

  private static void checkLeftovers(int handlesBefore) {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("fact-"));
    assertThat(HandleCount.now()).isLessThan(handlesBefore + OTHER_HANDLES);
  }

  private void check(Fact fact) throws Exception {
    Outcome seen = Experiment.run(fact.id(), probes.of(fact).orElseThrow());
    assertThat(fact.agrees(platform, seen))
        .as(
            "%s: %s%nexpected on %s: %s%nseen: %s",
            fact.id(), fact.situation(), platform, fact.expected(platform), seen)
        .isTrue();
  }
}

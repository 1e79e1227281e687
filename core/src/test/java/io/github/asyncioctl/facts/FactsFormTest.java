package io.github.asyncioctl.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The table of facts can be read by a program, and each row by somebody who checks it. */
@TestInstance(Lifecycle.PER_CLASS)
class FactsFormTest {
  private static final Set<String> AREAS =
      Set.of(
          "control-code",
          "overlapped",
          "event",
          "wait",
          "port",
          "cancel",
          "thread-exit",
          "close",
          "pipe",
          "file",
          "warning",
          "message",
          "status",
          "address",
          "other");

  private static final String KEYS =
      "call|count|status|info|end|event|handle|packet|data|cancel|wait|apc|fired|callback|avail"
          + "|left|message|flags|resultflags|control|cmsg|pktinfo|lasterror|value|overlapped"
          + "|soerror";

  private static final String PAIR = "(" + KEYS + ")=[^ =]+";
  private static final String OUTCOME = PAIR + "( " + PAIR + ")*";

  private final Set<String> ids = new HashSet<>();

  @ParameterizedTest
  @CsvFileSource(resources = "/facts/windows-facts.csv", numLinesToSkip = 1)
  void hasItsForm(
      String id,
      String area,
      String situation,
      String windows,
      String wine8,
      String wine10,
      String suite,
      String test,
      String rests,
      String probe) {
    assertThat(id).matches("[A-Z]\\d{2,3}");
    assertThat(ids.add(id)).as("new").isTrue();
    assertThat(AREAS).contains(area);
    assertThat(List.of(situation, suite, test, rests, probe)).noneMatch(String::isBlank);
    assertThat(FactTable.facts())
        .contains(
            new Fact(
                id,
                area,
                situation,
                windows,
                empty(wine8),
                empty(wine10),
                suite,
                test,
                rests,
                probe));
    assertIsOutcome(windows);
    if (probe.equals("yes")) {
      assertThat(wine8).as("measured").isNotIn(Fact.DIFFERS, Fact.UNKNOWN);
    }
    for (String wine : new String[] {wine8, wine10}) {
      if (wine != null && !wine.equals("differs") && !wine.equals("unknown")) {
        assertIsOutcome(wine);
      }
    }
  }

  /** What can be provoked is provoked, and a probe without its fact would never run. */
  @Test
  void eachFactHasAProbe() {
    List<String> missing = new ArrayList<>();
    Set<String> superfluous = new HashSet<>(Probes.all().ids());
    for (Fact fact : FactTable.facts()) {
      if (fact.canBeProvoked() && !superfluous.remove(fact.id())) {
        missing.add(fact.id());
      }
    }
    assertThat(missing).as("facts without a probe").isEmpty();
    assertThat(superfluous).as("probes without a fact").isEmpty();
  }

  private static String empty(String cell) {
    return cell == null ? "" : cell;
  }

  private static void assertIsOutcome(String alternatives) {
    assertThat(alternatives.split(" \\| ")).allMatch(each -> each.matches(OUTCOME));
  }
}

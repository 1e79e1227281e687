package io.github.asyncioctl.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was seen is held against what the table says. */
class OutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "call=0, true",
    "count=4 call=0, true",
    "call=997, false",
    "call=0 status=0x0, false",
    "call=997 | call=0, true",
    "call=997 | call=1, false",
    "packet=any, true",
    "apc=called, false",
    "call=failed, false",
    "count=failed, true"
  })
  void allThatIsSaidHasToBeSeen(String expected, boolean matches) {
    Outcome seen = only("call=0 count=4 packet=995 apc=none");
    assertThat(seen.matches(Outcome.alternatives(expected))).isEqualTo(matches);
  }

  @Test
  void variantsHaveToAgree() {
    Outcome both = Outcome.ofAll(List.of(only("call=0 count=4"), only("call=0 count=8")));
    assertThat(both).hasToString("call=0 count=4/8");
    assertThat(both.matches(Outcome.alternatives("count=4"))).isFalse();
  }

  @Test
  void aSystemThatDiffersMustNotDoAsWindows() {
    Fact fact = fact("call=0", "differs", "unknown");
    assertThat(fact.agrees(Platform.WINDOWS, only("call=0"))).isTrue();
    assertThat(fact.agrees(Platform.WINDOWS, only("call=1"))).isFalse();
    assertThat(fact.agrees(Platform.WINE_8, only("call=0"))).isFalse();
    assertThat(fact.agrees(Platform.WINE_8, only("call=1"))).isTrue();
    assertThat(fact.agrees(Platform.WINE_10, only("call=1"))).isTrue();
  }

  @Test
  void anEmptyCellMeansAsWindows() {
    Fact fact = fact("call=0", "", "call=1");
    assertThat(fact.agrees(Platform.WINE_8, only("call=0"))).isTrue();
    assertThat(fact.agrees(Platform.WINE_8, only("call=1"))).isFalse();
    assertThat(fact.agrees(Platform.WINE_10, only("call=0"))).isFalse();
    assertThat(fact.agrees(Platform.WINE_10, only("call=1"))).isTrue();
  }

  static Outcome only(String text) {
    return Outcome.alternatives(text).get(0);
  }

  static Fact fact(String windows, String wine8, String wine10) {
    return new Fact(
        "X01", "other", "a \"quoted\" one", windows, wine8, wine10, "suite", "test", "x", "yes");
  }
}

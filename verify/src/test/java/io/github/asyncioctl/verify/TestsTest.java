package io.github.asyncioctl.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.asyncioctl.facts.FactTable;
import io.github.asyncioctl.facts.Finding;
import io.github.asyncioctl.facts.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** What tests and facts are in a report. */
class TestsTest {
  private static final String INSIDE = "asyncioctl.verify.samples";

  /** Run by the test only. */
  @EnabledIfSystemProperty(named = INSIDE, matches = "true")
  static class Samples {
    @Test
    void passes() {}

    @Test
    void fails() {
      throw new AssertionError("as it should");
    }

    @Test
    void isSkipped() {
      throw new TestAbortedException("not here");
    }

    @ParameterizedTest
    @ValueSource(ints = {7})
    void hasCases(int number) {
      assertThat(number).isEqualTo(7);
    }
  }

  /** Of which nothing can run. */
  @EnabledIfSystemProperty(named = INSIDE, matches = "true")
  static class Broken {
    @BeforeAll
    static void fail() {
      throw new IllegalStateException("before all");
    }

    @Test
    void neverRuns() {}
  }

  private static List<Item> run(Class<?> tests) {
    List<Item> items = new ArrayList<>();
    System.setProperty(INSIDE, "true");
    try {
      new SuitePart("samples", List.of(selectClass(tests))).run(items::add);
    } finally {
      System.clearProperty(INSIDE);
    }
    return items;
  }

  @Test
  void eachTestIsAnItem() {
    assertThat(run(Samples.class))
        .contains(new Item("TestsTest$Samples.passes", Status.PASSED, ""))
        .anyMatch(each -> each.name().startsWith("TestsTest$Samples.hasCases [1]"))
        .anyMatch(
            each ->
                each.status() == Status.SKIPPED
                    && each.detail().startsWith("TestAbortedException: not here"))
        .anyMatch(
            each ->
                each.status() == Status.FAILED
                    && each.detail()
                        .startsWith(
                            "AssertionError: as it should\n  at verify.TestsTest$Samples.fails:"))
        .hasSize(4);
  }

  @Test
  void aClassThatCannotStartIsAFailure() {
    assertThat(run(Broken.class))
        .singleElement()
        .satisfies(each -> assertThat(each.status()).isEqualTo(Status.FAILED))
        .satisfies(each -> assertThat(each.detail()).contains("before all"));
  }

  @Test
  void aFactThatIsOtherThanExpectedFails() {
    Item item = item(Verdict.OTHER);
    assertThat(item.status()).isEqualTo(Status.FAILED);
    assertThat(item.detail()).contains("expected: call=0", "observed: call=87");
    assertThat(item(Verdict.FAILED).status()).isEqualTo(Status.FAILED);
    assertThat(item(Verdict.OK)).isEqualTo(new Item("F01", Status.PASSED, "call=87"));
  }

  private static Item item(Verdict verdict) {
    return FactsPart.item(new Finding(FactTable.facts().get(0), "call=0", "call=87", verdict));
  }
}

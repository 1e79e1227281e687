package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void whatPeopleWroteStays(@TempDir Path folder) throws Exception {
    Path page = folder.resolve("performance.md");
    PerformancePage.render(ResultsTest.example(), page);
    Files.writeString(page, "before\n" + Files.readString(page) + "after\n");
    PerformancePage.render(ResultsTest.example(), page);
    assertThat(Files.readString(page))
        .startsWith("before\n")
        .endsWith("after\n")
        .containsOnlyOnce("- mode: quick")
        .containsOnlyOnce("(charts/many.svg)")
        .containsOnlyOnce(" (×1.50)")
        .containsOnlyOnce("**×1.50**");
  }

  @Test
  void aPageWithoutMarkersIsRefused() {
    assertThatThrownBy(() -> PerformancePage.withFigures("text", ResultsTest.example()))
        .hasMessageContaining("markers");
  }

  @Test
  void chartsAreDrawnForWhatHasFigures(@TempDir Path folder) throws Exception {
    Charts.render(ResultsTest.example(), folder);
    try (var files = Files.list(folder)) {
      assertThat(files)
          .containsExactlyInAnyOrder(folder.resolve("many.svg"), folder.resolve("scale.svg"));
    }
    String bars = Files.readString(folder.resolve("many.svg"));
    assertThat(bars)
        .startsWith("<svg ")
        .contains(">C: one waiter, 63 shared events<", ">10.0<", ">15.0   (×1.50)<")
        .contains("var(--ours)", "@media(prefers-color-scheme:dark)");
    assertThat(Files.readString(folder.resolve("scale.svg")))
        .contains(">asyncioctl<", ">pending operations, logarithmic<");
  }

  @Test
  void aBarThatIsMissingSaysSo(@TempDir Path folder) throws Exception {
    Charts.render(ResultsTest.example(), folder);
    assertThat(Files.readString(folder.resolve("many.svg")))
        .contains(">Go: a blocked goroutine each<", ">not measured<");
  }

  /** Of every chart, light and dark: a colour that is not a tint would be lost on one of them. */
  @Test
  void chartsHaveNoColoursButTheTints(@TempDir Path folder) throws Exception {
    Charts.render(ResultsTest.example(), folder);
    try (var files = Files.list(folder)) {
      assertThat(files)
          .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("rgb("));
    }
  }

  @Test
  void thePublishedFiguresAreThoseOfThePublishedCsv() throws Exception {
    String page = Files.readString(DOCS.resolve("performance.md"));
    Results results = Results.read(DOCS.resolve("performance.csv"));
    assertThat(PerformancePage.withFigures(page, results)).isEqualTo(page);
    assertThat(Charts.of(results))
        .isNotEmpty()
        .allSatisfy(chart -> assertThat(DOCS.resolve("charts").resolve(chart.file())).exists());
  }
}

package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
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
        .containsOnlyOnce("![One address change")
        .containsOnlyOnce("×1.50");
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
      assertThat(files).containsExactly(folder.resolve("scale.png"));
    }
    BufferedImage image = ImageIO.read(folder.resolve("scale.png").toFile());
    assertThat(image.getWidth()).isEqualTo(900);
    long colours =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
            .distinct()
            .count();
    assertThat(colours).as("more than a background").isGreaterThan(10);
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

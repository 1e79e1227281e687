package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  /** Two rounds of C, in the first of which it printed a figure three times; one of asyncioctl. */
  static Results example() {
    Samples samples = new Samples();
    samples.add(
        lines(
            "change-1000,c-shared,all_ms,12",
            "change-1000,c-shared,all_ms,10",
            "change-1000,c-shared,all_ms,90"));
    samples.add(lines("change-1000,c-shared,all_ms,8"));
    samples.add(lines("change-1000,asyncioctl,all_ms,15", "change-1000,asyncioctl,threads,2"));
    return samples.results(Map.of("mode", "quick"));
  }

  private static List<Line> lines(String... texts) {
    return Stream.of(texts).map(Line::parse).flatMap(Optional::stream).toList();
  }

  @Test
  void aProcessCountsWithItsMedianAndARoundOnce() {
    assertThat(example().find("change-1000", "c-shared", "all_ms"))
        .contains(new Summary(10, 8, 12, 2));
  }

  @Test
  void theRatioIsToTheSameFigureOfC() {
    assertThat(example().ratio(new Key("change-1000", "asyncioctl", "all_ms"))).hasValue(1.5);
    assertThat(example().ratio(new Key("change-1000", "asyncioctl", "threads"))).isEmpty();
    assertThat(example().ratio(new Key("change-1000", "go", "all_ms"))).isEmpty();
  }

  @Test
  void theCsvIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
    Path csv = folder.resolve("performance.csv");
    example().write(csv);
    assertThat(Files.readAllLines(csv))
        .containsExactly(
            "# mode: quick",
            "case,variant,metric,median,min,max,rounds,ratio_to_c",
            "change-1000,c-shared,all_ms,10.000,8.000,12.000,2,1.00",
            "change-1000,asyncioctl,all_ms,15.000,15.000,15.000,1,1.50",
            "change-1000,asyncioctl,threads,2.000,2.000,2.000,1,");
    assertThat(Results.read(csv)).isEqualTo(example());
  }
}

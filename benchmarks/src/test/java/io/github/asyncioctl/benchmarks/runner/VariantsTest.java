package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VariantsTest {
  /** Who has seen one chart finds the same way in the next one. */
  @Test
  void noTwoWaysInTheChartsShareAColour() {
    List<String> charted =
        Charts.ALL.stream().flatMap(chart -> chart.variants().stream()).distinct().toList();
    assertThat(charted).contains("asyncioctl", "c-shared", "go");
    assertThat(charted).extracting(Variants::tint).doesNotHaveDuplicates();
    assertThat(charted).extracting(Variants::title).doesNotHaveDuplicates();
  }
}

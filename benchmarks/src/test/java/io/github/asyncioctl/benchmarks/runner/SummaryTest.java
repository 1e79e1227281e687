package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void theMiddleOfAnOddNumber() {
    assertThat(Summary.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Summary(2, 1, 9, 3));
  }

  @Test
  void theMeanOfTheMiddleTwo() {
    assertThat(Summary.of(List.of(8.0, 1.0, 2.0, 4.0))).isEqualTo(new Summary(3, 1, 8, 4));
  }

  @Test
  void oneValue() {
    assertThat(Summary.of(List.of(5.0))).isEqualTo(new Summary(5, 5, 5, 1));
  }

  @Test
  void nothingHasNoMedian() {
    assertThatThrownBy(() -> Summary.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}

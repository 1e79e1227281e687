package io.github.asyncioctl.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pipe-64,c-shared,p50_us,36.200",
        "  pipe-64,c-shared,p50_us,36.200\r",
        "pipe-64,c-shared,p50_us,36.2"
      })
  void aFigureOfAPeer(String text) {
    assertThat(Line.parse(text)).contains(new Line(new Key("pipe-64", "c-shared", "p50_us"), 36.2));
  }

  @Test
  void memoryMayShrink() {
    assertThat(Line.parse("change-1000,asyncioctl,heap_kb,-12.5"))
        .hasValueSatisfying(line -> assertThat(line.value()).isEqualTo(-12.5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CreateFile failed: error 231",
        "pipe-64,c-shared,p50_us",
        "pipe-64,c-shared,p50_us,",
        "pipe-64,c-shared,p50_us,NaN",
        "pipe-64,c-shared,p50_us,36,2",
        "pipe,c-shared,p50_us,36.2"
      })
  void anythingElseThatAProcessPrints(String text) {
    assertThat(Line.parse(text)).isEmpty();
  }
}

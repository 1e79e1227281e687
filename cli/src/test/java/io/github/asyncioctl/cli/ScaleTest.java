package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.10",
    "100, 0.10",
    "101, 0.20",
    "201, 0.50",
    "501, 1.00",
    "1001, 2.00",
    "12300, 20.0",
    "21000, 50.0",
    "60000, 100.0",
    "3000000, 5000",
    "4294967295, 5000000"
  })
  void endsAtOneTwoOrFiveTimesAPowerOfTen(long micros, String end) {
    Scale scale = new Scale();
    scale.include(Duration.ofNanos(micros * 1_000));

    assertThat(scale.head()).hasSize(Scale.WIDTH).startsWith("0.").endsWith("." + end + " ms");
    assertThat(scale.bar(Duration.ofNanos(micros * 1_000)).length()).isBetween(0, Scale.WIDTH);
  }

  @Test
  void growsAndDoesNotShrink() {
    Scale scale = new Scale();

    assertThat(scale.include(Duration.ofMillis(2))).isTrue();
    assertThat(scale.include(Duration.ofMillis(1))).isFalse();
    assertThat(scale.bar(Duration.ofMillis(1))).hasSize(Scale.WIDTH / 2);
    assertThat(scale.bar(Duration.ofMillis(2))).hasSize(Scale.WIDTH);
    assertThat(scale.bar(Duration.ZERO)).isEmpty();
    assertThat(scale.bar(Duration.ofNanos(1_000))).as("the least there is").hasSize(1);
  }
}

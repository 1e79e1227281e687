package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S, 500ms",
    "10s, PT10S, 10s",
    "7, PT7S, 7s",
    "1.5s, PT1.5S, 1.500s",
    "2m, PT2M, 2m",
    "90s, PT1M30S, 1m 30s",
    "1.5h, PT1H30M, 1h 30m",
    "3661s, PT1H1M1S, 1h 1m 1s",
    "61.25s, PT1M1.25S, 1m 1.250s",
    "999999999h, PT2562047H47M16.854775807S, 2562047h 47m 16.854s"
  })
  void whatPeopleWrite(String text, Duration duration, String formatted) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
    assertThat(Durations.format(duration)).isEqualTo(formatted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "-1s", "1d", "1 s", "1e3s", "0", "0.0ms", "1.s", "9999999999s"})
  void whatMakesNoSense(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(TypeConversionException.class);
  }
}

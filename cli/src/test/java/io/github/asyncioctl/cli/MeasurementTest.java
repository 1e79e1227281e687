package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void quantilesAreThoseOfTheNearestRank() {
    Measurement hundred =
        new Measurement("x", LongStream.rangeClosed(1, 100).map(n -> n * 1_000).toArray());

    assertThat(hundred.micros(50)).isEqualTo(50);
    assertThat(hundred.micros(99)).isEqualTo(99);
    assertThat(new Measurement("one", new long[] {7_500}).micros(1)).isEqualTo(7.5);
    assertThat(hundred.json())
        .containsEntry("medianMicros", 50.0)
        .containsEntry("p90Micros", 90.0)
        .containsEntry("count", 100);
  }

  @Test
  void theWarmUpDoesNotCount() throws Exception {
    AtomicLong calls = new AtomicLong();
    Measurement all = Measurement.of("x", Duration.ofMillis(20), () -> -calls.incrementAndGet());

    assertThat(all.count()).isPositive().isLessThan(calls.intValue());
    assertThat(all.micros(0)).as("the last call").isEqualTo(-calls.get() / 1e3);
  }
}

package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.micrometer.AsyncIoctlMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** The figures of an engine as meters. */
class MicrometerTest extends IntegrationTest {
  private static AsyncIoctlMetrics bind(AsyncIoctl io, MeterRegistry registry) {
    // snippet: micrometer
    AsyncIoctlMetrics metrics = new AsyncIoctlMetrics(io, Tags.of("engine", "orders"));
    metrics.bindTo(registry); // until metrics.close()
    // end
    return metrics;
  }

  @Test
  void metersShowWhatTheEngineDoes() {
    MeterRegistry registry = new SimpleMeterRegistry();
    AsyncIoctlMetrics metrics = bind(io, registry);
    io.ioctlAsync(channel, Ioctls.FIONREAD).join();
    assertThat(
            registry
                .get("asyncioctl.operations.completed")
                .tags("engine", "orders", "when", "at-once")
                .functionCounter()
                .count())
        .isEqualTo(1);
    metrics.close();
    assertThat(registry.getMeters()).isEmpty();
  }
}

package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bounds of what a builder takes; each call gives the same builder. */
class SettingsOfEnginesTest {
  private final AsyncIoctl.Builder builder = AsyncIoctl.builder();

  @Test
  void theTimeForClosingIsFromNothingToADay() {
    for (Duration each : new Duration[] {Duration.ZERO, Duration.ofDays(1)}) {
      assertThat(builder.drainTimeout(each)).isSameAs(builder);
    }
    for (Duration each : new Duration[] {Duration.ofNanos(-1), Duration.ofDays(1).plusNanos(1)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.drainTimeout(each))
          .withMessageContaining(each.toString());
    }
  }

  @Test
  void boundsAreAtLeastOne() {
    assertThat(builder.maxPending(1, 1)).isSameAs(builder);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxPending(0, 1))
        .withMessage("bounds must be at least 1, not 0 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxPending(1, 0))
        .withMessage("bounds must be at least 1, not 1 and 0");
  }

  @Test
  void theRestIsTakenAsItIs() {
    assertThat(builder.executor(Runnable::run)).isSameAs(builder);
    assertThat(builder.atOnce(1, 2, 2)).isSameAs(builder);
  }
}

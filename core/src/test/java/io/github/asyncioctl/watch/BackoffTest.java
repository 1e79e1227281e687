package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** After how long the next attempt is made. */
class BackoffTest {
  private final Backoff backoff = new Backoff();

  private long next(Duration lasted) {
    return backoff.next(lasted).toMillis();
  }

  @Test
  void eachDelayIsTwiceAsLongAsTheOneBeforeToALimit() {
    assertThat(next(Duration.ZERO)).isEqualTo(100);
    for (long expected = 200; expected < 60_000; expected *= 2) {
      assertThat(next(Duration.ZERO)).isEqualTo(expected);
    }
    assertThat(next(Duration.ZERO)).isEqualTo(60_000);
    assertThat(next(Duration.ZERO)).isEqualTo(60_000);
    backoff.reset();
    assertThat(next(Duration.ZERO)).isEqualTo(100);
  }

  @Test
  void whatWentWellForLongerThanTheDelayWasASuccess() {
    next(Duration.ZERO);
    assertThat(next(Duration.ofMillis(100))).as("as long is not longer").isEqualTo(200);
    assertThat(next(Duration.ofMillis(200).plusNanos(1))).isEqualTo(100);
  }

  @Test
  void atOnceItIsTriedAgainButNotTwiceInQuickSuccession() {
    assertThat(backoff.allowsAtOnce(Duration.ZERO)).isTrue();
    assertThat(backoff.allowsAtOnce(Backoff.FIRST)).isFalse();
    assertThat(backoff.allowsAtOnce(Duration.ZERO)).isTrue();
    assertThat(backoff.allowsAtOnce(Backoff.FIRST.plusNanos(1))).isTrue();
    backoff.reset();
    assertThat(backoff.allowsAtOnce(Duration.ZERO)).isTrue();
  }
}

package io.github.asyncioctl.internal.waits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitCountersTest {
  private final WaitCounters counters = new WaitCounters();

  @Test
  void eachIsReadAsItIs() {
    counters.pending.set(1);
    counters.signalled.set(2);
    counters.withdrawn.set(3);
    counters.retained.set(4);
    assertThat(counters.pending()).isEqualTo(1);
    assertThat(counters.signalled()).isEqualTo(2);
    assertThat(counters.withdrawn()).isEqualTo(3);
    assertThat(counters.retained()).isEqualTo(4);
  }

  @Test
  void whatAKeeperHasThatIsAwayIsRetained() {
    counters.pending.set(3);
    counters.retained.set(2);
    counters.keeperIsAway();
    assertThat(counters.pending()).isZero();
    assertThat(counters.retained()).isEqualTo(5);
    counters.pending.decrementAndGet();
    assertThat(counters.retained()).as("it gives one back").isEqualTo(4);
  }
}

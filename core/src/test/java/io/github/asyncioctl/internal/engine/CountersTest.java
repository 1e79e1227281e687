package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.Kernel;
import org.junit.jupiter.api.Test;

class CountersTest {
  private final Counters counters = new Counters();

  @Test
  void anEndCountsByItsError() {
    counters.ended(Kernel.SUCCESS);
    assertThat(counters.failed() + counters.cancelled()).isZero();
    counters.ended(Kernel.OPERATION_ABORTED);
    assertThat(counters.cancelled()).isEqualTo(1);
    assertThat(counters.failed()).isZero();
    counters.ended(10022);
    counters.ended(10022);
    assertThat(counters.cancelled()).isEqualTo(1);
    assertThat(counters.failed()).isEqualTo(2);
    counters.failedForNow();
    assertThat(counters.failed()).isEqualTo(1);
  }

  @Test
  void eachIsReadAsItIs() {
    counters.pending.set(1);
    counters.pendingBytes.set(2);
    counters.started.set(3);
    counters.inline.set(4);
    counters.later.set(5);
    counters.cancelled.set(6);
    counters.failed.set(7);
    counters.inconsistent.set(8);
    counters.lanes.set(9);
    counters.wakeUps.set(10);
    assertThat(
            new long[] {
              counters.pending(),
              counters.pendingBytes(),
              counters.started(),
              counters.inline(),
              counters.later(),
              counters.cancelled(),
              counters.failed(),
              counters.inconsistent(),
              counters.lanes(),
              counters.wakeUps()
            })
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void whatAWaiterHasThatIsAwayIsRetainedUntilItComesBack() {
    counters.pending.set(3);
    counters.pendingBytes.set(300);
    counters.retain(2, 20);
    assertThat(counters.retained()).isEqualTo(2);
    assertThat(counters.retainedBytes()).isEqualTo(20);
    counters.setWaiterIsAway(true);
    assertThat(counters.pending()).isZero();
    assertThat(counters.retained()).isEqualTo(5);
    assertThat(counters.retainedBytes()).isEqualTo(320);
    counters.setWaiterIsAway(false);
    assertThat(counters.pending()).isEqualTo(3);
    assertThat(counters.retained()).isEqualTo(2);
  }
}

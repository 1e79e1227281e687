package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Subscribers that never return, on the threads that a watch has by itself. */
class SlowSubscribersTest {
  private static final int BOUND_SECONDS = 30;

  @Test
  void whoNeverReturnsKeepsNoOtherFromTheLastState() throws Exception {
    FakeSource source = new FakeSource();
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    List<Change<String>> slowlyHeard = new ArrayList<>();
    CountDownLatch ended = new CountDownLatch(2);
    Couriers couriers = new Couriers(SlowSubscribersTest::newThread, RealTime.DELAYS);
    try (Watch<String> watch = new Watch<>(source, null, couriers, RealTime.DELAYS)) {
      for (int i = 0; i < 5; i++) {
        watch.listen(change -> await(gate));
      }
      watch.listen(
          change -> {
            await(gate);
            slowlyHeard.add(change);
            if (change.current().contains("last")) {
              ended.countDown();
            }
          });
      watch.listen(
          change -> {
            if (change.current().contains("last")) {
              arrived.countDown();
              ended.countDown();
            }
          });
      for (int i = 0; i < 100; i++) {
        source.change("n" + i);
      }
      source.change("last");
      await(arrived);
      gate.countDown();
      await(ended);
    }
    Change<String> last = slowlyHeard.get(slowlyHeard.size() - 1);
    assertThat(last.current()).containsExactly("last");
    assertThat(last.failure()).isEmpty();
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "slow-subscribers");
    thread.setDaemon(true);
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).as("in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

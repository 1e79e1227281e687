package io.github.asyncioctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final Stop stop = new Stop();

  @Test
  void anInterruptWaitsForTheLastWord() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<Integer> command =
        new FutureTask<>(
            () ->
                stop.finish(
                    () -> {
                      atWork.countDown();
                      assertThat(stop.await(FOR_EVER)).isTrue();
                      over.set(true);
                      return stop.exitCode();
                    }));
    new Thread(command).start();
    atWork.await();
    stop.interrupt();

    assertThat(over).isTrue();
    assertThat(command.get()).isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void aCommandThatIsThroughEndsWithSuccess() {
    stop.request();

    assertThat(stop.await(FOR_EVER)).isTrue();
    assertThat(stop.exitCode()).isZero();
  }

  @Test
  void anInterruptWaitsForNobodyWhoIsNotThere() {
    stop.interrupt();

    assertThat(stop.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
  }
}

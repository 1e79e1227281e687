package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A starting call that blocks the waiter is told of, with its code, and nothing else is. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class OverdueCallsTest {
  private static final int PENDS = 0x28000017;
  private static final int BLOCKS = 0x28000042;
  private static final String ALARM = "has blocked the waiter";

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  private final Logged log = new Logged();
  private Engine engine;

  @BeforeEach
  void open() throws KernelException {
    kernel.react(PENDS, Reaction.pend()).react(BLOCKS, Reaction.pend());
    engine =
        new Engine(
            kernel,
            new Settings(
                "overdue", null, Duration.ofSeconds(5), Set.of(), Set.of(), kernel::nanoTime),
            TestFailures.failures());
  }

  @AfterEach
  void close() {
    kernel.open(Call.IOCTL);
    engine.close();
    log.close();
    assertThat(kernel.violations()).isEmpty();
  }

  private void submit(int code) {
    assertThat(engine.submit(socket, code, null, 0, Form.RAW)).isNotDone();
  }

  private List<String> alarms() {
    return log.messages().stream().filter(line -> line.contains(ALARM)).toList();
  }

  private void block() throws InterruptedException {
    kernel.block(Call.IOCTL);
    submit(BLOCKS);
    kernel.awaitBlocked();
  }

  @Test
  void aCallThatBlocksForMoreThanASecondIsToldOfOnce() throws Exception {
    block();
    kernel.advance(1001);
    submit(PENDS);
    log.await(1);
    assertThat(alarms()).singleElement().asString().contains("WSAIoctl 0x28000042");
    kernel.advance(5000);
    submit(PENDS);
    assertThat(alarms()).hasSize(1);
  }

  @Test
  void theNextOneIsToldOfToo() throws Exception {
    block();
    kernel.advance(1001);
    submit(PENDS);
    kernel.open(Call.IOCTL);
    kernel.awaitPending(2);
    kernel.awaitWaiting();
    block();
    kernel.advance(1001);
    submit(PENDS);
    log.await(2);
    assertThat(alarms()).hasSize(2);
  }

  @Test
  void aSecondIsNotMoreThanASecond() throws Exception {
    block();
    kernel.advance(1000);
    submit(PENDS);
    assertThat(alarms()).isEmpty();
  }

  @Test
  void neitherIdlenessNorWhatStoodForLongIsBlocking() throws Exception {
    submit(PENDS);
    kernel.awaitPending(1);
    kernel.awaitWaiting();
    kernel.advance(60_000);
    submit(PENDS);
    kernel.awaitPending(2);
    block();
    submit(PENDS);
    assertThat(alarms()).isEmpty();
  }
}

package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations that were cancelled, and that the kernel does not give back, are named in the log. */
@Timeout(60)
class OverstaysTest {
  private static final int SIO_ADDRESS_LIST_CHANGE = 0x28000017;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final Logged log = new Logged();
  private Engine engine;

  @BeforeEach
  void open() throws KernelException {
    kernel.react(SIO_ADDRESS_LIST_CHANGE, Reaction.pend());
    engine =
        new Engine(
            kernel,
            new Settings("overstays", null, Duration.ZERO, Set.of(), Set.of(), kernel::nanoTime),
            TestFailures.failures());
  }

  @AfterEach
  void close() {
    engine.close();
    log.close();
  }

  private CompletableFuture<ByteBuffer> submit(long handle) throws InterruptedException {
    Target target = new SimulatedTarget(handle, true);
    int before = kernel.pendings().size();
    CompletableFuture<ByteBuffer> future =
        engine.submit(target, SIO_ADDRESS_LIST_CHANGE, null, 16, Form.RAW);
    kernel.awaitPending(before + 1);
    return future;
  }

  private void pass(long millis) throws InterruptedException {
    kernel.advance(millis);
    while (!kernel.isIdle()) {
      Thread.sleep(1);
    }
  }

  @Test
  void oneThatTheKernelKeepsIsNamedOnce() throws Exception {
    kernel.setCancels(false);
    assertThat(submit(0x111)).isNotDone();
    submit(0x4C8).cancel(true);
    pass(0);
    pass(9_000);
    assertThat(log.messages()).isEmpty();
    pass(1_500);
    assertThat(log.await(1))
        .singleElement()
        .asString()
        .startsWith(
            "overstays: WSAIoctl SIO_ADDRESS_LIST_CHANGE (0x28000017) on SOCKET 0x4c8 was cancelled more than 10 s ago");
    for (int i = 0; i < 20; i++) {
      pass(10_000);
    }
    assertThat(log.messages()).hasSize(1);
  }

  @Test
  void eachIsNamedWhenItsTimeHasCome() throws Exception {
    kernel.setCancels(false);
    submit(0x1).cancel(true);
    pass(0);
    pass(6_000);
    submit(0x2).cancel(true);
    pass(0);
    pass(6_000);
    assertThat(log.await(1)).singleElement().asString().contains("SOCKET 0x1 ");
    pass(6_000);
    List<String> messages = log.await(2);
    assertThat(messages).hasSize(2);
    assertThat(messages.get(1)).contains("SOCKET 0x2 ");
  }

  @Test
  void nobodyIsWokenOnBehalfOfOnesThatWereGivenBack() throws Exception {
    kernel.setCancelsLater(true);
    submit(0x1).cancel(true);
    pass(0);
    kernel.complete(kernel.pendings().get(0), 0xC0000120);
    pass(0);
    long before = engine.counters().wakeUps();
    for (int i = 0; i < 5; i++) {
      pass(60_000);
    }
    assertThat(log.messages()).isEmpty();
    assertThat(engine.counters().wakeUps() - before).isLessThanOrEqualTo(2);
  }
}

package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A waiter that a provider has kept, until its engine was closed without it. */
@Timeout(60)
class WaiterThatComesBackTest {
  private static final int PENDS = 0x28000017;

  @ParameterizedTest
  @EnumSource
  void givesBackWhatTheKernelGivesBack(Personality personality) throws Exception {
    SimulatedKernel kernel = new SimulatedKernel(personality).react(PENDS, Reaction.pend());
    Engine engine =
        new Engine(
            kernel,
            new Settings("back", null, Duration.ZERO, Set.of(), Set.of(), kernel::nanoTime),
            TestFailures.failures());
    SimulatedTarget socket = new SimulatedTarget(0x1000, true);
    CompletableFuture<ByteBuffer> pending = engine.submit(socket, PENDS, null, 8, Form.RAW);
    kernel.awaitPending(1);
    kernel.block(Call.IOCTL);
    CompletableFuture<ByteBuffer> blocked = engine.submit(socket, PENDS, null, 8, Form.RAW);
    kernel.awaitBlocked();
    CompletableFuture<ByteBuffer> queued = engine.submit(socket, PENDS, null, 100_000, Form.RAW);

    engine.close();
    for (CompletableFuture<ByteBuffer> each : List.of(pending, blocked, queued)) {
      assertThat(each.handle((answer, failure) -> ((IoctlException) failure).error()).getNow(0))
          .isEqualTo(995);
    }
    assertThat(engine.counters().pending()).isZero();
    assertThat(engine.counters().retained()).as("retained while it is away").isEqualTo(3);
    assertThat(kernel.liveMemory()).isPositive();

    kernel.open(Call.IOCTL);
    while (kernel.liveMemory() > 0 || kernel.openEvents() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    while (engine.counters().retained() > 0) {
      Thread.onSpinWait();
    }
    assertThat(kernel.violations()).isEmpty();
    assertThat(engine.counters().retainedBytes()).isZero();
  }
}

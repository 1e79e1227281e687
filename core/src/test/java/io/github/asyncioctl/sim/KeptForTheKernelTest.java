package io.github.asyncioctl.sim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was issued on its caller's thread and cannot be adopted: its future fails, the kernel is
 * asked to cancel it, and its memory stays.
 */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class KeptForTheKernelTest {
  private static final int PENDS = 0x28000017;
  private static final int WRONG = 0x48000016;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  private Engine engine;

  @BeforeEach
  void open() throws KernelException {
    kernel.react(PENDS, Reaction.pend()).react(WRONG, Reaction.pend());
    kernel.setCancels(false);
    engine =
        new Engine(
            kernel,
            new Settings("kept", null, Duration.ZERO, Set.of(WRONG), Set.of(), kernel::nanoTime),
            TestFailures.failures());
  }

  /** The kernel writes when it likes. */
  @AfterEach
  void theMemoryIsStillThere() {
    engine.close();
    kernel.pendings().forEach(each -> kernel.complete(each, 0));
    assertThat(kernel.violations()).isEmpty();
  }

  private CompletableFuture<ByteBuffer> submit(Target target, int code) {
    return engine.submit(target, code, null, 0, Form.RAW);
  }

  private PendingIoctl wrong() {
    return kernel.pendings().stream().filter(each -> each.code == WRONG).findFirst().orElseThrow();
  }

  @Test
  void whatPendsOnItsCallersThreadAfterTheDeathOfTheWaiter() throws Exception {
    CompletableFuture<ByteBuffer> first = submit(socket, PENDS);
    kernel.awaitPending(1);
    kernel.block(Call.IOCTL);
    CompletableFuture<CompletableFuture<ByteBuffer>> caller = new CompletableFuture<>();
    new Thread(() -> caller.complete(submit(socket, WRONG))).start();
    kernel.awaitBlocked();
    kernel.failNext(Call.WAIT, 1);
    kernel.stir();
    assertThatThrownBy(() -> first.get(20, SECONDS))
        .hasMessageContaining("the engine's waiter has died");

    kernel.open(Call.IOCTL);

    CompletableFuture<ByteBuffer> refused = caller.get(20, SECONDS);
    assertThatThrownBy(() -> refused.get(20, SECONDS))
        .hasMessageContaining("the engine's waiter has died");
    assertThat(wrong().isCancelAsked()).isTrue();
    assertThat(engine.counters().retained()).isEqualTo(2);
  }

  /** The engine has given the caller's slot up already. */
  @Test
  void whatPendsOnItsCallersThreadAfterTheEndIsCountedOnce() throws Exception {
    kernel.block(Call.IOCTL);
    CompletableFuture<CompletableFuture<ByteBuffer>> caller = new CompletableFuture<>();
    new Thread(() -> caller.complete(submit(socket, WRONG))).start();
    kernel.awaitBlocked();
    engine.close();
    assertThat(engine.counters().retained()).isEqualTo(1);

    kernel.open(Call.IOCTL);

    CompletableFuture<ByteBuffer> refused = caller.get(20, SECONDS);
    assertThatThrownBy(() -> refused.get(20, SECONDS)).hasMessageContaining("engine was closed");
    assertThat(wrong().isCancelAsked()).isTrue();
    assertThat(engine.counters().retained()).isEqualTo(1);
  }

  /** Pending, and the call ends in an access violation all the same. */
  private record Faulting(SimulatedTarget socket) implements Target {
    @Override
    public long handle() {
      return socket.handle();
    }

    @Override
    public boolean isSocket() {
      return true;
    }

    @Override
    public IOException refusal() {
      return null;
    }

    @Override
    public int issue(
        Kernel kernel,
        int code,
        long in,
        int inBytes,
        long out,
        int outBytes,
        long returned,
        long overlapped) {
      int result =
          kernel.socketIoctl(handle(), code, in, inBytes, out, outBytes, returned, overlapped);
      assertThat(result).isEqualTo(Kernel.IO_PENDING);
      return Kernel.FAULTED;
    }
  }

  @Test
  void whatPendsOnItsCallersThreadThoughItsCallFaulted() {
    CompletableFuture<ByteBuffer> future = submit(new Faulting(socket), WRONG);
    assertThat(future).isCompletedExceptionally();
    assertThat(wrong().isCancelAsked()).isTrue();
    assertThat(engine.counters().retained()).isEqualTo(1);
  }
}

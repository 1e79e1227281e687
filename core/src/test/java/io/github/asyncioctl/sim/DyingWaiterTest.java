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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A waiter that dies gives back what it has, and begins nothing. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class DyingWaiterTest {
  private static final int PENDS = 0x28000017;
  private static final int LATE = 0x28000018;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);

  @Test
  void whatComesWhileItDiesIsNotIssued() throws Exception {
    AtomicInteger issued = new AtomicInteger();
    kernel
        .react(PENDS, Reaction.pend())
        .react(
            LATE,
            input -> {
              issued.incrementAndGet();
              return Reaction.pend();
            });
    Engine engine =
        new Engine(
            kernel,
            new Settings(
                "dying", null, Duration.ofSeconds(5), Set.of(), Set.of(), kernel::nanoTime),
            TestFailures.failures());
    kernel.awaitWaiting();
    kernel.block(Call.WAIT);
    CompletableFuture<ByteBuffer> early = engine.submit(socket, PENDS, null, 0, Form.RAW);
    kernel.awaitPending(1);
    kernel.awaitBlocked();
    CompletableFuture<ByteBuffer> late = engine.submit(socket, LATE, null, 0, Form.RAW);
    kernel.failNext(Call.WAIT, 1);
    kernel.open(Call.WAIT);

    for (CompletableFuture<ByteBuffer> each : List.of(early, late)) {
      assertThat(each)
          .failsWithin(20, TimeUnit.SECONDS)
          .withThrowableThat()
          .havingRootCause()
          .isInstanceOf(KernelException.class);
    }
    assertThat(issued).hasValue(0);
    engine.close();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(kernel.violations()).isEmpty();
  }

  /** The end of its thread cancels, too, and the memory would stay with the kernel. */
  @Test
  void whatTheKernelGivesBackInTimeIsGivenBack() throws Exception {
    try (Duress duress = new Duress()) {
      CompletableFuture<ByteBuffer> future = duress.submit(8);
      PendingIoctl pending = duress.only(future);
      duress.kernel.setCancelsLater(true);
      duress.kernel.failNext(Call.WAIT, 1);
      duress.kernel.stir();
      Duress.until("it asks the kernel to cancel", pending::isCancelAsked);
      duress.kernel.complete(pending, 0xC0000120);
      assertThat(Duress.failure(future)).isNotNull();
      duress.engine.close();
      assertThat(duress.engine.counters().retained()).isZero();
      assertThat(duress.engine.counters().pending()).isZero();
    }
  }

  /** It dies of the first of what it has taken from the mailbox at once. */
  @Test
  void whatItHasTakenEndsThoughItDiesBeforeItHasLookedAtIt() throws Exception {
    AtomicBoolean fails = new AtomicBoolean();
    HookedKernel.Hook noMemory =
        (call, arguments) -> {
          if (call.equals("cancel") && fails.compareAndSet(true, false)) {
            throw new OutOfMemoryError("simulated");
          }
        };
    try (Duress duress = new Duress(noMemory)) {
      CompletableFuture<ByteBuffer> cancelled = duress.submit(8);
      duress.only(cancelled);
      duress.kernel.block(Call.IOCTL);
      CompletableFuture<ByteBuffer> holding = duress.submit(8);
      duress.kernel.awaitBlocked();
      fails.set(true);
      assertThat(cancelled.cancel(false)).isTrue();
      CompletableFuture<ByteBuffer> small = duress.submit(8);
      CompletableFuture<ByteBuffer> large = duress.submit(100_000);
      duress.kernel.open(Call.IOCTL);
      for (CompletableFuture<ByteBuffer> each : List.of(holding, small, large)) {
        assertThat(Duress.failure(each)).isNotNull();
      }
      duress.engine.close();
      assertThat(duress.engine.counters().pending()).isZero();
      assertThat(duress.engine.counters().retained()).as("what it died of").isEqualTo(1);
    }
  }
}

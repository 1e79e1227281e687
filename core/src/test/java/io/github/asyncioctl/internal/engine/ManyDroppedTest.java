package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Completions that pile up behind something slow, and the time that the last one takes. */
@Timeout(120)
class ManyDroppedTest {
  private static final int AT_ONCE = 0x28000019;
  private static final int PENDS = 0x28000017;

  @Test
  void closingEndsWhatAnExecutorHasDroppedInLinearTime() throws Exception {
    SimulatedKernel kernel = new SimulatedKernel();
    kernel.react(AT_ONCE, Reaction.completeWhilePending(0));
    int count = 40_000;
    CountDownLatch dropped = new CountDownLatch(count);
    Engine engine =
        new Engine(
            kernel,
            new Settings(
                "dropped",
                task -> dropped.countDown(),
                Duration.ofSeconds(5),
                Set.of(),
                Set.of(),
                kernel::nanoTime),
            TestFailures.failures());
    SimulatedTarget socket = new SimulatedTarget(0x1000, true);
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(engine.submit(socket, AT_ONCE, null, 0, Form.RAW));
    }
    dropped.await();
    long before = System.nanoTime();
    engine.close();
    for (CompletableFuture<ByteBuffer> future : futures) {
      future.get(60, TimeUnit.SECONDS);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void slowDependentsHoldNobodyElseUp() throws Exception {
    SimulatedKernel kernel = new SimulatedKernel();
    kernel.react(PENDS, Reaction.pend());
    Engine engine =
        new Engine(
            kernel,
            new Settings("slow", null, Duration.ofSeconds(5), Set.of(), Set.of(), kernel::nanoTime),
            TestFailures.failures());
    SimulatedTarget socket = new SimulatedTarget(0x1000, true);
    int count = 400;
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < count; i++) {
      CompletableFuture<Void> unused =
          engine
              .submit(socket, PENDS, null, 0, Form.RAW)
              .thenAccept(
                  answer -> {
                    try {
                      assertThat(never.await(12, TimeUnit.MILLISECONDS)).isFalse();
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  });
    }
    List<PendingIoctl> slow = kernel.awaitPending(count);
    CompletableFuture<ByteBuffer> unrelated = engine.submit(socket, PENDS, null, 0, Form.RAW);
    List<PendingIoctl> all = kernel.awaitPending(count + 1);
    long before = System.nanoTime();
    slow.forEach(each -> kernel.complete(each, 0));
    kernel.complete(all.get(count), 0);
    unrelated.get(60, TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    engine.close();
  }
}

package io.github.asyncioctl.internal.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to an operation that the waiter owns already, or whose answer is there already. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class AfterAcceptanceTest {
  private static final int PENDS = 0x28000017;
  private static final int WRONG = 0x48000016;
  private static final int LARGE = Blocks.LARGEST_KEPT + 1;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);

  /** The next SetEvent finds the end of its thread's stack. */
  private final AtomicBoolean endsStack = new AtomicBoolean();

  private Engine engine;

  @BeforeEach
  void open() throws Exception {
    kernel.react(PENDS, Reaction.pend()).react(WRONG, Reaction.pend());
    engine =
        new Engine(
            endingStacks(),
            new Settings(
                "accepted", null, Duration.ofSeconds(5), Set.of(WRONG), Set.of(), kernel::nanoTime),
            TestFailures.failures());
    kernel.awaitWaiting();
    while (!kernel.isIdle()) {
      Thread.onSpinWait();
    }
  }

  private Kernel endingStacks() {
    return (Kernel)
        Proxy.newProxyInstance(
            Kernel.class.getClassLoader(),
            new Class<?>[] {Kernel.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setEvent") && endsStack.compareAndSet(true, false)) {
                throw new StackOverflowError("simulated");
              }
              try {
                return method.invoke(kernel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @AfterEach
  void everythingIsGivenBack() throws KernelException {
    engine.close();
    assertThat(kernel.violations()).isEmpty();
    assertThat(engine.counters().retained()).isZero();
    assertThat(engine.counters().pending()).isZero();
    assertThat(kernel.liveMemory()).isZero();
    // A worker that wakes the waiter for somebody else may be the last one to need its event.
    long end = System.nanoTime() + SECONDS.toNanos(20);
    while (kernel.openEvents() > 0 && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    assertThat(kernel.openEvents()).isZero();
  }

  @Test
  void memoryThatTheWaiterOwnsIsNotFreedByItsSender() throws Exception {
    endsStack.set(true);
    CompletableFuture<ByteBuffer> future = engine.submit(socket, PENDS, null, LARGE, Form.RAW);
    PendingIoctl issued = kernel.awaitPending(1).get(0);
    kernel.complete(issued, 0, (byte) 42);
    assertThat(future.get(20, SECONDS).get()).isEqualTo((byte) 42);
  }

  @Test
  void aSlotThatTheWaiterOwnsIsNotLost() throws Exception {
    endsStack.set(true);
    CompletableFuture<ByteBuffer> future = engine.submit(socket, WRONG, null, 8, Form.RAW);
    kernel.complete(kernel.awaitPending(1).get(0), 0, (byte) 42);
    assertThat(future.get(20, SECONDS).get()).isEqualTo((byte) 42);
  }

  @Test
  void aCancellationWhoseSignalFailedReachesTheKernel() throws Exception {
    CompletableFuture<ByteBuffer> future = engine.submit(socket, PENDS, null, 8, Form.RAW);
    kernel.awaitPending(1);
    while (!kernel.isIdle()) {
      Thread.onSpinWait();
    }
    endsStack.set(true);
    assertThat(future.cancel(false)).isTrue();
    kernel.awaitPending(0);
  }

  /** What a dependent does to its thread is nothing to the next future's dependents. */
  @Test
  void anInterruptStaysWithTheDependentThatMadeIt() throws Exception {
    CountDownLatch behind = new CountDownLatch(1);
    CompletableFuture<ByteBuffer> first = engine.submit(socket, PENDS, null, 8, Form.RAW);
    PendingIoctl one = kernel.awaitPending(1).get(0);
    CompletableFuture<ByteBuffer> second = engine.submit(socket, PENDS, null, 8, Form.RAW);
    PendingIoctl two = kernel.awaitPending(2).get(1);
    CompletableFuture<Boolean> seen = second.thenApply(answer -> Thread.interrupted());
    CompletableFuture<Void> unused =
        first.thenAccept(
            answer -> {
              kernel.complete(two, 0);
              try {
                behind.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              Thread.currentThread().interrupt();
            });
    kernel.complete(one, 0);
    kernel.awaitPending(0);
    while (!kernel.isIdle()) {
      Thread.onSpinWait();
    }
    behind.countDown();
    assertThat(seen.get(20, SECONDS)).isFalse();
    unused.get(20, SECONDS);
  }
}

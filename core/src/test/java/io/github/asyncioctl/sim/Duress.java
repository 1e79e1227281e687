package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An engine on a simulated kernel that tests make trouble for. */
final class Duress implements AutoCloseable {
  /** A code that pends until the test completes it. */
  static final int PENDS = 0x28000017;

  /** A code that pends although it was said to complete at once. */
  static final int WRONG = 0x48000016;

  final SimulatedKernel kernel = new SimulatedKernel();
  final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  final Engine engine;

  Duress() throws KernelException {
    this(null, Duration.ofSeconds(10), (call, arguments) -> {});
  }

  Duress(Executor executor) throws KernelException {
    this(executor, Duration.ofSeconds(10), (call, arguments) -> {});
  }

  Duress(Duration drain) throws KernelException {
    this(null, drain, (call, arguments) -> {});
  }

  Duress(HookedKernel.Hook hook) throws KernelException {
    this(null, Duration.ofSeconds(10), hook);
  }

  Duress(Executor executor, HookedKernel.Hook hook) throws KernelException {
    this(executor, Duration.ofSeconds(10), hook);
  }

  private Duress(Executor executor, Duration drain, HookedKernel.Hook hook) throws KernelException {
    kernel.react(PENDS, Reaction.pend()).react(WRONG, Reaction.pend());
    Settings settings =
        new Settings("duress", executor, drain, Set.of(WRONG), Set.of(), kernel::nanoTime);
    engine = new Engine(HookedKernel.over(kernel, hook), settings, TestFailures.failures());
  }

  CompletableFuture<ByteBuffer> submit(int out) {
    return submit(out, Form.RAW);
  }

  <O> CompletableFuture<O> submit(int out, Form<O> form) {
    return engine.submit(socket, PENDS, null, out, form);
  }

  /** Submits an operation, and waits until it is the only one that the kernel has. */
  PendingIoctl only(CompletableFuture<?> submitted) throws InterruptedException {
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    assertThat(submitted).isNotDone();
    return pending;
  }

  /** Closes the engine on a thread of its own, while simulated time passes. */
  void closeWhileTimePasses() throws Exception {
    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(engine::close, task -> new Thread(task).start());
    until(
        "the engine is closed",
        () -> {
          kernel.advance(1);
          return closed.isDone();
        });
    closed.get();
  }

  /** Waits until the waiter sleeps, and nothing is about to wake it. */
  void awaitIdle() throws InterruptedException {
    until("the waiter sleeps", kernel::isIdle);
  }

  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("time left until " + what).isNegative();
      Thread.sleep(0, 100_000);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).as("opened").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  static Throwable failure(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError("succeeded: " + get(future));
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  static IoctlException ioctlFailure(CompletableFuture<?> future) throws Exception {
    return (IoctlException) failure(future);
  }

  /** Everything has been given back, by whomever, when this returns. */
  void assertNothingKept() throws InterruptedException {
    until("memory is given back", () -> kernel.liveMemory() == 0 && kernel.openEvents() == 0);
    assertThat(engine.counters().retained()).isZero();
  }

  @Override
  public void close() {
    engine.close();
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
  }
}

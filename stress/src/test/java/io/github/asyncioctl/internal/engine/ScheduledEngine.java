package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A whole engine on a simulated kernel, whose time passes while somebody waits for an end. */
final class ScheduledEngine {
  static final int PENDS = 0x28000017;
  static final int SUPPOSED_AT_ONCE = 0x4004667F;
  static final int SMALL = 8;
  static final int LARGE = 20_000;

  private static final String NAME = "scheduled";
  private static final long SOCKET = 0x1000;
  private static final int TICK_MILLIS = 5;

  /** In virtual time: beyond it something waits that nobody ends. */
  static final long PATIENCE_MILLIS = 1000;

  final SimulatedKernel kernel;
  final AtomicInteger decoded = new AtomicInteger();
  private final Engine engine;

  ScheduledEngine(SimulatedKernel kernel, Executor executor, Duration drain)
      throws KernelException {
    this.kernel = kernel;
    kernel.react(PENDS, Reaction.pend()).react(SUPPOSED_AT_ONCE, Reaction.pend());
    engine =
        new Engine(
            kernel,
            new Settings(
                NAME, executor, drain, Set.of(SUPPOSED_AT_ONCE), Set.of(), kernel::nanoTime),
            TestFailures.failures());
  }

  /** Null if the engine refuses it, being closed. */
  CompletableFuture<ByteBuffer> submit(int code, int capacity) {
    return submit(SOCKET, code, capacity);
  }

  /** The same on another socket. */
  CompletableFuture<ByteBuffer> submit(long handle, int code, int capacity) {
    return submit(new SimulatedTarget(handle, true), code, capacity);
  }

  /** The same by a caller who was let in, and is suspended before anybody knows of it. */
  CompletableFuture<ByteBuffer> submitSlowly(long millis, int code, int capacity) {
    return submit(new SlowTarget(millis), code, capacity);
  }

  private CompletableFuture<ByteBuffer> submit(Target target, int code, int capacity) {
    try {
      return engine.submit(
          target,
          code,
          null,
          capacity,
          (answer, address, transferred) -> {
            decoded.incrementAndGet();
            return answer;
          });
    } catch (IllegalStateException closed) {
      return null;
    }
  }

  /** Waits until the kernel has an operation on the socket, while its time stands still. */
  PendingIoctl awaitIssued() throws InterruptedException {
    return awaitIssued(SOCKET);
  }

  /** The same on another handle. */
  PendingIoctl awaitIssued(long handle) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    synchronized (kernel) {
      while (true) {
        for (PendingIoctl each : kernel.pendings()) {
          if (each.handle() == handle) {
            return each;
          }
        }
        assertThat(System.nanoTime() - end).as("issued").isNegative();
        kernel.wait(PATIENCE_MILLIS);
      }
    }
  }

  /** Whether it has found out that its waiter has died, or cannot be woken. */
  boolean isDead() {
    try {
      engine.requireOpen();
      return false;
    } catch (IllegalStateException e) {
      return e.getCause() != null;
    }
  }

  void close() {
    engine.close();
  }

  /** The error of a future that has ended; 0 if it has its answer, -1 if it was cancelled. */
  static int errorOf(CompletableFuture<ByteBuffer> future) {
    assertThat(future.isDone()).as("it has ended").isTrue();
    return future
        .handle(
            (answer, failure) -> {
              if (failure instanceof IoctlException ioctl) {
                return ioctl.error();
              }
              return failure == null ? 0 : -1;
            })
        .getNow(-2);
  }

  /** Waits until all is given back, while the kernel's time passes. */
  void awaitNothingKept() throws InterruptedException {
    for (int i = 0; i < 1000 && isSomethingKept(); i++) {
      TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      kernel.advance(TICK_MILLIS);
    }
    assertThat(engine.counters().pending()).as("pending").isZero();
    assertThat(engine.counters().pendingBytes()).as("pending bytes").isZero();
    assertThat(engine.counters().retained()).as("retained").isZero();
    assertThat(engine.counters().retainedBytes()).as("retained bytes").isZero();
    assertThat(engine.pending()).as("listed as pending").isEmpty();
    assertThat(kernel.liveMemory()).as("memory").isZero();
    assertThat(kernel.openEvents()).as("events").isZero();
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
    awaitThreads();
  }

  /** Waits until none of its threads is left. */
  void awaitThreads() throws InterruptedException {
    Thread[] all = new Thread[Thread.activeCount() + 64];
    int count = Thread.enumerate(all);
    for (int i = 0; i < count; i++) {
      if (all[i].getName().startsWith(NAME + "-")) {
        all[i].join(PATIENCE_MILLIS);
        assertThat(all[i].isAlive()).as(all[i].getName() + " lives on").isFalse();
      }
    }
  }

  private boolean isSomethingKept() {
    return engine.counters().pending() > 0
        || engine.counters().retained() > 0
        || !engine.pending().isEmpty()
        || kernel.liveMemory() > 0
        || kernel.openEvents() > 0;
  }

  /** A socket that takes its time to say that it is open, when it is asked first. */
  private static final class SlowTarget implements Target {
    private final AtomicLong millis;

    SlowTarget(long millis) {
      this.millis = new AtomicLong(millis);
    }

    @Override
    public long handle() {
      return SOCKET;
    }

    @Override
    public boolean isSocket() {
      return true;
    }

    @Override
    public IOException refusal() {
      try {
        TimeUnit.MILLISECONDS.sleep(millis.getAndSet(0));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return null;
    }
  }
}

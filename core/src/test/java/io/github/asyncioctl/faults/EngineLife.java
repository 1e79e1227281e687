package io.github.asyncioctl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * An engine's life with one of everything, in which memory or a stack comes to its end once,
 * anywhere. Whatever the kernel ends, ends its future; every other one ends with the engine; and
 * nothing is lost that the kernel has given back. {@link SiteLoader} loads it.
 */
public final class EngineLife implements Callable<Boolean> {
  private static final int AT_ONCE = 0x4004667F;
  private static final int FAILS = 0x48000015;
  private static final int WRONG = 0x48000016;
  private static final int WRONG_TOO = 0x48000017;
  private static final int PENDS = 0x28000017;
  private static final int SMALL = 8;
  private static final int LARGE = 20_000;
  private static final int UNSUCCESSFUL = 0xC0000001;
  private static final int BUFFER_OVERFLOW = 0x80000005;
  private static final int BUFFER_TOO_SMALL = 0xC0000023;

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final ExecutorService OF_USER =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "of the user's");
            thread.setDaemon(true);
            return thread;
          });

  private final int number = COUNT.incrementAndGet();
  private final String name = "life" + number;
  private final SimulatedKernel kernel;
  private final Executor executor;
  private final List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
  private long nextHandle = 0x1000;
  private Engine engine;

  /** The next one: on the systems, and with the executors, in turn. */
  public EngineLife() {
    kernel = new SimulatedKernel(number % 2 == 0 ? Personality.WINDOWS : Personality.WINE);
    executor =
        switch (number % 3) {
          case 0 -> null;
          case 1 -> Runnable::run;
          default -> OF_USER;
        };
  }

  /** Returns whether the engine lived until it was closed. */
  @Override
  public Boolean call() throws Exception {
    kernel
        .react(AT_ONCE, Reaction.succeed((byte) 1, (byte) 2))
        .react(FAILS, Reaction.fail(10057))
        .react(WRONG, Reaction.pend())
        .react(WRONG_TOO, Reaction.pend())
        .react(PENDS, Reaction.pend());
    if (!open()) {
      assertNothingKept();
      return false;
    }
    complete(submit(AT_ONCE, SMALL), 0);
    complete(submit(FAILS, SMALL), 0);
    complete(submit(PENDS, SMALL), 0, (byte) 1);
    complete(submit(PENDS, SMALL), UNSUCCESSFUL);
    complete(submit(PENDS, SMALL), BUFFER_OVERFLOW, new byte[SMALL]);
    complete(submit(PENDS, LARGE), 0, (byte) 1);
    complete(submit(WRONG, SMALL), 0, (byte) 1);
    end(submit(PENDS, SMALL), future -> future.cancel(false));
    end(submit(PENDS, LARGE), future -> future.complete(ByteBuffer.allocate(0)));
    grow();
    // The engine is closed upon these.
    awaitIssued(submit(PENDS, SMALL));
    awaitIssued(submit(PENDS, LARGE));
    awaitIssued(submit(WRONG_TOO, SMALL));
    boolean lived = !isDead();
    close();
    assertEnded();
    return lived;
  }

  private boolean open() throws KernelException {
    Settings settings =
        new Settings(
            name,
            executor,
            Duration.ofSeconds(2),
            Set.of(AT_ONCE, FAILS, WRONG, WRONG_TOO),
            Set.of(),
            kernel::nanoTime);
    try {
      engine = new Engine(kernel, settings, TestFailures.failures());
      return true;
    } catch (OutOfMemoryError | StackOverflowError e) {
      return false;
    }
  }

  // --- Steps ---

  /** An operation on a handle of its own; without a future if it was refused. */
  private record Op(long handle, CompletableFuture<ByteBuffer> future) {}

  private interface Submission {
    CompletableFuture<ByteBuffer> submit(SimulatedTarget target);
  }

  private Op submit(Submission submission) {
    SimulatedTarget target = new SimulatedTarget(nextHandle++, true);
    CompletableFuture<ByteBuffer> future = null;
    try {
      future = submission.submit(target);
      futures.add(future);
    } catch (OutOfMemoryError | StackOverflowError | IllegalStateException e) {
      assertThat(e instanceof Error || isDead()).as("refused: " + e).isTrue();
      until("nothing of it is left", () -> !isListed(target));
    }
    return new Op(target.handle(), future);
  }

  private boolean isListed(SimulatedTarget target) {
    return engine.pending().stream().anyMatch(each -> each.handle() == target.handle());
  }

  private Op submit(int code, int capacity) {
    ByteBuffer in = ByteBuffer.allocate(4).putInt(0, code);
    return submit(target -> engine.submit(target, code, in, capacity, Form.RAW));
  }

  private boolean isDead() {
    try {
      engine.requireOpen();
      return false;
    } catch (IllegalStateException e) {
      return true;
    } catch (OutOfMemoryError | StackOverflowError e) {
      return isDead(); // it was this question that had none
    }
  }

  private PendingIoctl pending(Op op) {
    return kernel.pendings().stream()
        .filter(each -> each.handle() == op.handle)
        .findFirst()
        .orElse(null);
  }

  /** Until the kernel has it, or never will. */
  private void awaitIssued(Op op) {
    if (op.future != null) {
      until("it is issued, or ends", () -> pending(op) != null || op.future.isDone());
    }
  }

  private void complete(Op op, int status, byte... answer) {
    awaitIssued(op);
    completeInKernel(op, status, answer);
    awaitEnd(op);
  }

  private void completeInKernel(Op op, int status, byte... answer) {
    synchronized (kernel) {
      PendingIoctl pending = pending(op);
      if (pending != null) {
        kernel.complete(pending, status, answer);
      }
    }
  }

  private void awaitEnd(Op op) {
    if (op.future != null) {
      until("its future ends", op.future::isDone);
    }
  }

  private interface Ending {
    boolean end(CompletableFuture<ByteBuffer> future);
  }

  /** Ends a future by hand; if that fails, the kernel ends its operation. */
  private void end(Op op, Ending ending) {
    awaitIssued(op);
    if (op.future == null) {
      return;
    }
    try {
      boolean ended = ending.end(op.future);
      assertThat(ended || isDead()).isTrue();
      until("the kernel is asked to cancel it", () -> pending(op) == null || isDead());
    } catch (OutOfMemoryError | StackOverflowError e) {
      completeInKernel(op, 0);
    }
    awaitEnd(op);
  }

  private void grow() {
    Op op =
        submit(
            target ->
                engine.submitGrowing(
                    target, PENDS, null, SMALL, Form.RAW, (failure, capacity) -> 2 * capacity));
    awaitIssued(op);
    completeInKernel(op, BUFFER_TOO_SMALL);
    complete(op, 0, new byte[2 * SMALL]);
  }

  private void close() {
    try {
      engine.close();
    } catch (OutOfMemoryError | StackOverflowError e) {
      engine.close(); // closing itself had none; it is asked again
    }
  }

  // --- What holds at the end ---

  private void assertEnded() {
    for (CompletableFuture<ByteBuffer> each : futures) {
      until("every future ends", each::isDone);
    }
    until("nothing is pending", () -> engine.counters().pending() == 0);
    until("its threads end: " + threads(), () -> threads().isEmpty());
    Sites.reset();
    assertThat(engine.pending()).as("listed as pending").isEmpty();
    assertThat(kernel.packets()).isZero();
    if (engine.counters().retained() == 0) {
      assertNothingKept();
    }
    // What the kernel has not given back may still be written to.
    kernel.pendings().forEach(each -> kernel.complete(each, 0, new byte[1]));
    assertThat(kernel.violations()).isEmpty();
  }

  private void assertNothingKept() {
    assertThat(kernel.violations()).isEmpty();
    until(
        "memory and events are given back",
        () -> kernel.liveMemory() == 0 && kernel.openEvents() == 0);
  }

  private List<String> threads() {
    Thread[] all = new Thread[Thread.activeCount() + 64];
    int count = Thread.enumerate(all);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (all[i].isAlive() && all[i].getName().startsWith(name + "-")) {
        found.add(all[i].getName());
      }
    }
    return found;
  }

  /** Waits while simulated time passes. */
  private void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (int i = 0; !condition.getAsBoolean(); i++) {
      if (System.nanoTime() - end >= 0) {
        throw new AssertionError("it does not come true that " + what);
      }
      if (i > 100) {
        kernel.advance(1);
      }
      Thread.onSpinWait();
    }
  }
}

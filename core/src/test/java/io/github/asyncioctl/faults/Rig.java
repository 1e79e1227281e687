package io.github.asyncioctl.faults;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** An engine on the simulated kernel, the operations that it was given, and steps in between. */
final class Rig {
  /** On the caller's thread: succeeds with two bytes. */
  static final int AT_ONCE = 0x4004667F;

  /** On the caller's thread: fails with WSAENOTCONN. */
  static final int AT_ONCE_FAILS = 0x48000015;

  /** Meant for the caller's thread, but pends. */
  static final int WRONG = 0x48000016;

  static final int WRONG_TOO = 0x48000017;
  static final int PENDS = 0x28000017;
  static final int SUCCEEDS = 0x48000020;
  static final int COMPLETES = 0x48000021;
  static final int FAILS = 0x48000022;
  static final int UNKNOWN = 0x48000023;

  private static final Duration DRAIN = Duration.ofMillis(400);

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final ExecutorService HELPERS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "helper");
            thread.setDaemon(true);
            return thread;
          });

  final SimulatedKernel sim;
  final String name = "rig" + COUNT.incrementAndGet();
  final List<Op> ops = new ArrayList<>();
  final Kernel kernel;
  final Stepper stepper;
  private final Settings settings;
  private long nextHandle = 0x1000;
  private int nextId;
  Engine engine;

  /** Closing has come to its end. */
  volatile boolean closed;

  /**
   * @param kernel what the engine sees of the simulated one
   */
  Rig(SimulatedKernel sim, Executor executor, Function<SimulatedKernel, Kernel> kernel) {
    this(sim, executor, kernel, DRAIN);
  }

  private Rig(
      SimulatedKernel sim,
      Executor executor,
      Function<SimulatedKernel, Kernel> kernel,
      Duration drain) {
    this.sim = sim;
    stepper = new Stepper(sim);
    this.kernel = kernel == null ? stepper.kernel() : kernel.apply(sim);
    Set<Integer> atOnce = Set.of(AT_ONCE, AT_ONCE_FAILS, WRONG, WRONG_TOO);
    settings = new Settings(name, executor, drain, atOnce, Set.of(), sim::nanoTime);
    sim.react(AT_ONCE, Reaction.succeed((byte) 1, (byte) 2))
        .react(AT_ONCE_FAILS, Reaction.fail(10057))
        .react(WRONG, Reaction.pend())
        .react(WRONG_TOO, Reaction.pend())
        .react(PENDS, Reaction.pend())
        .react(SUCCEEDS, success(sim.personality(), (byte) 1, (byte) 2, (byte) 3))
        .react(COMPLETES, Reaction.later(0, (byte) 1))
        .react(FAILS, Reaction.fail(50));
  }

  /** SIO_IDEAL_SEND_BACKLOG_QUERY leaves the OVERLAPPED alone on Wine (K17). */
  private static Reaction success(Personality personality, byte... answer) {
    return switch (personality) {
      case WINDOWS -> Reaction.succeed(answer);
      case WINE -> Reaction.succeedSilently(answer);
    };
  }

  /** One whose waiter is stepped, and completes futures itself. */
  static Rig stepped(Personality personality, Duration drain) {
    return new Rig(new SimulatedKernel(personality), Runnable::run, null, drain);
  }

  /** One that waits for its kernel for long when it is closed, and completes futures itself. */
  static Rig patient(
      Personality personality, Function<SimulatedKernel, Kernel> kernel, Duration drain) {
    return new Rig(new SimulatedKernel(personality), Runnable::run, kernel, drain);
  }

  Rig open() throws KernelException {
    engine = new Engine(kernel, settings, TestFailures.failures());
    return this;
  }

  SimulatedTarget socket() {
    return new SimulatedTarget(nextHandle++, true);
  }

  SimulatedTarget device() {
    return new SimulatedTarget(nextHandle++, false);
  }

  /** Submits an operation; whatever is thrown is kept with it. */
  Op submit(Target target, int code, int outCapacity, String... expected) {
    Op op = new Op(nextId++, target, Set.of(expected));
    ops.add(op);
    ByteBuffer id = ByteBuffer.allocate(4).putInt(0, op.id);
    try {
      op.future = engine.submit(target, code, id, outCapacity, Form.RAW);
    } catch (IllegalStateException | OutOfMemoryError e) {
      op.thrown = e;
    }
    return op;
  }

  /** What the kernel has of an operation, or null. */
  PendingIoctl pending(Op op) {
    for (PendingIoctl each : sim.pendings()) {
      if (ByteBuffer.wrap(each.input()).getInt() == op.id) {
        return each;
      }
    }
    return null;
  }

  /** Ends an operation, if the kernel has it. */
  void complete(Op op, int status, byte... answer) {
    synchronized (sim) { // its own lock: a waiter that dies may be cancelling just now
      PendingIoctl pending = pending(op);
      if (pending != null) {
        sim.complete(pending, status, answer);
      }
    }
  }

  boolean isDead() {
    try {
      engine.requireOpen();
      return false;
    } catch (IllegalStateException e) {
      return e.getCause() != null;
    }
  }

  /** Waits until the waiter has nothing to do any more. */
  void settle() {
    awaitInKernel("the waiter does not come to rest", () -> sim.isIdle() || closed || isDead());
  }

  /** Waits for something that the simulated kernel notifies of. */
  void awaitInKernel(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    synchronized (sim) {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(what);
        }
        try {
          sim.wait(1);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (int spins = 0; !condition.getAsBoolean(); spins++) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what);
      }
      if (spins > 20) {
        Thread.onSpinWait();
      }
    }
  }

  /** Begins to close the engine on another thread, which has told the waiter when this returns. */
  Future<?> beginClose() {
    AtomicReference<Thread> closer = new AtomicReference<>();
    Future<?> closing =
        HELPERS.submit(
            () -> {
              closer.set(Thread.currentThread());
              try {
                engine.close();
              } finally {
                closed = true;
                synchronized (sim) {
                  sim.notifyAll();
                }
              }
            });
    await(
        "closing does not begin",
        () ->
            closing.isDone()
                || (closer.get() != null && closer.get().getState() == Thread.State.TIMED_WAITING));
    return closing;
  }

  /** Waits for the end of the engine while time passes. */
  void awaitClosed(Future<?> closing) {
    AtomicInteger spins = new AtomicInteger();
    await(
        "closing does not come to its end",
        () -> {
          // A waiter that has something to do gets the time for it; one that is dead needs none.
          if (sim.isIdle() || isDead() || spins.incrementAndGet() % 1000 == 0) {
            sim.advance(50);
          }
          return closing.isDone();
        });
    try {
      closing.get();
    } catch (ExecutionException e) {
      throw new AssertionError("closing threw", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void close() {
    awaitClosed(beginClose());
  }

  /** The engine's threads that live. */
  List<String> threads() {
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
}

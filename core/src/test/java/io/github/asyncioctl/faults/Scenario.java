package io.github.asyncioctl.faults;

import static io.github.asyncioctl.faults.Op.ABORTED;
import static io.github.asyncioctl.faults.Op.answer;
import static io.github.asyncioctl.faults.Op.error;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A fixed course of events, to be run with one fault after the other. */
final class Scenario {
  /** Lanes of an engine; all are occupied by then, so that operations share them. */
  private static final int LANES = 47;

  private static final int GENERIC_FAILURE = 31;
  private static final int STATUS_UNSUCCESSFUL = 0xC0000001;

  private final Fault fault;
  private final FaultyKernel faults;
  private final Rig rig;
  private final Invariants invariants;

  private Scenario(SimulatedKernel sim, Fault fault) {
    this.fault = fault;
    faults = new FaultyKernel(fault);
    rig = new Rig(sim, Runnable::run, faults::over);
    invariants = new Invariants(rig, faults);
  }

  /**
   * Runs one of everything, from the opening of the engine on.
   *
   * @return whether the fault occurred
   */
  static boolean runAlone(SimulatedKernel sim, Fault fault) {
    return new Scenario(sim, fault).run(Scenario::alone, true);
  }

  /** Runs operations that share their lanes with others. */
  static boolean runShared(SimulatedKernel sim, Fault fault) {
    return new Scenario(sim, fault).run(Scenario::shared, false);
  }

  private interface Course {
    void run(Scenario scenario) throws KernelException;
  }

  private boolean run(Course course, boolean fromOpening) {
    try {
      if (fromOpening) {
        faults.arm();
      }
      if (!isOpened()) {
        return true;
      }
      course.run(this);
      rig.settle();
      invariants.checkOpen();
      close();
      invariants.checkClosed();
    } catch (AssertionError | KernelException | RuntimeException e) {
      throw new AssertionError(fault + ": " + e.getMessage(), e);
    }
    return faults.hits() > 0;
  }

  private boolean isOpened() throws KernelException {
    try {
      rig.open();
      return true;
    } catch (KernelException | OutOfMemoryError e) {
      if (!faults.isCauseOf(e) || rig.sim.liveMemory() > 0 || rig.sim.openEvents() > 0) {
        throw e;
      }
      return false;
    }
  }

  private void close() {
    try {
      rig.close();
    } catch (AssertionError e) {
      if (!faults.isCauseOf(e)) {
        throw e;
      }
      // Closing itself had no memory; it is asked again.
      rig.close();
    }
  }

  // --- Steps ---

  private Op start(SimulatedTarget target, int code, int capacity, String... expected) {
    Op op = rig.submit(target, code, capacity, expected);
    rig.settle();
    return op;
  }

  private void complete(Op op, int status, byte... answer) {
    rig.complete(op, status, answer);
    rig.settle();
  }

  private void abandon(Op op, Runnable how) {
    if (op.future != null) {
      op.abandoned = !op.isDone();
      try {
        how.run();
      } catch (OutOfMemoryError e) {
        if (!faults.isCauseOf(e)) {
          throw e;
        }
      }
    }
    rig.settle();
  }

  private void alone() {
    SimulatedTarget socket = rig.socket();
    SimulatedTarget device = rig.device();
    start(socket, Rig.AT_ONCE, 4, answer(2));
    start(socket, Rig.AT_ONCE_FAILS, 4, error(10057));
    complete(start(socket, Rig.WRONG, 16, answer(3)), 0, new byte[3]);
    complete(start(socket, Rig.WRONG, 16, answer(4)), 0, new byte[4]);
    start(socket, Rig.SUCCEEDS, 4, answer(3));
    start(socket, Rig.COMPLETES, 4, answer(1));
    start(socket, Rig.FAILS, 4, error(50));
    start(socket, Rig.UNKNOWN, 4, error(10045));
    complete(start(socket, Rig.PENDS, 64, answer(5)), 0, new byte[5]);
    complete(start(socket, Rig.PENDS, 70_000, answer(6)), 0, new byte[6]);

    Op cancelled = start(socket, Rig.PENDS, 8, Op.CANCELLED);
    abandon(cancelled, () -> cancelled.future.cancel(true));
    Op byHand = start(socket, Rig.PENDS, 8, Op.BY_HAND);
    abandon(byHand, () -> byHand.future.complete(Op.HAND));
    Op late = start(socket, Rig.PENDS, 8, Op.TIMED_OUT);
    abandon(late, () -> late.future = late.future.orTimeout(1, TimeUnit.MICROSECONDS));
    Rig.await("no timeout", late::isDone);
    rig.settle();

    start(device, Rig.SUCCEEDS, 4, answer(3));
    start(device, Rig.FAILS, 4, error(50));
    start(device, Rig.UNKNOWN, 4, error(50));
    complete(start(device, Rig.PENDS, 8, answer(7)), 0, new byte[7]);
    complete(start(device, Rig.PENDS, 8, error(GENERIC_FAILURE)), STATUS_UNSUCCESSFUL);

    SimulatedTarget closed = rig.socket();
    start(closed, Rig.PENDS, 8, ABORTED);
    closed.close();
    rig.sim.handleClosed(closed.handle());
    rig.settle();

    // The engine is closed upon these.
    start(socket, Rig.PENDS, 8, ABORTED);
    start(device, Rig.PENDS, 8, ABORTED);
    start(socket, Rig.WRONG_TOO, 8, ABORTED);
  }

  private void shared() {
    SimulatedTarget socket = rig.socket();
    SimulatedTarget device = rig.device();
    List<Op> idle = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      idle.add(rig.submit(socket, Rig.PENDS, 1, ABORTED, answer(0)));
    }
    rig.settle();
    faults.arm();
    Op first = start(socket, Rig.PENDS, 8, answer(1));
    Op second = start(socket, Rig.PENDS, 100, Op.CANCELLED);
    Op third = start(device, Rig.PENDS, 8, ABORTED);
    start(socket, Rig.SUCCEEDS, 4, answer(3));
    complete(first, 0, (byte) 1);
    complete(idle.get(0), 0);
    Op fourth = start(socket, Rig.PENDS, 8, answer(2));
    abandon(second, () -> second.future.cancel(false));
    complete(idle.get(LANES - 1), 0);
    complete(fourth, 0, (byte) 1, (byte) 2);
    rig.sim.handleClosed(third.target.handle());
    rig.settle();
    start(socket, Rig.PENDS, 8, ABORTED);
  }
}

package io.github.asyncioctl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.List;

/**
 * What holds whatever happened: every future ended or truly pending, nothing freed that the kernel
 * has, nothing kept that it has given back, the engine alive or ended with its cause in every
 * future.
 */
final class Invariants {
  private final Rig rig;
  private final SimulatedKernel sim;
  private final FaultyKernel faults;

  /**
   * @param faults what was made to fail, or null
   */
  Invariants(Rig rig, FaultyKernel faults) {
    this.rig = rig;
    this.sim = rig.sim;
    this.faults = faults;
  }

  private boolean mayBeDead() {
    return faults != null && faults.isFatal();
  }

  /** Before the engine is closed, and while its waiter rests. */
  void checkOpen() {
    assertThat(rig.isDead()).as("dead").isEqualTo(mayBeDead());
    for (Op op : rig.ops) {
      checkSubmission(op);
      if (op.future == null) {
        continue;
      }
      if (rig.isDead() || rig.pending(op) == null) {
        awaitEnd(op);
        if (op.isDone()) {
          checkOutcome(op);
        }
      } else if (!op.abandoned && op.isDone() && !isRetained(op)) {
        throw new AssertionError(op + " ended, but the kernel has it");
      }
    }
    if (!rig.isDead()) {
      checkPending();
    }
    checkKernel();
  }

  /**
   * As long as SetEvent finds no memory, nothing wakes a waiter that sleeps. Once there is memory
   * again it goes on, and may start only then what the scenario completed too early.
   */
  private void awaitEnd(Op op) {
    if (!isUnwakeable()) {
      Rig.await(op + " never ends", op::isDone);
      return;
    }
    faults.disarm();
    Rig.await(op + " neither ends nor pends", () -> op.isDone() || rig.pending(op) != null);
    faults.arm();
  }

  /** It failed with an access violation, so that nobody knows whether the kernel has it. */
  private boolean isRetained(Op op) {
    return faults != null && op.isDone() && !op.abandoned && faults.explains(op.failure());
  }

  private void checkPending() {
    long expected =
        rig.ops.stream()
            .filter(op -> op.future != null && rig.pending(op) != null && !isRetained(op))
            .count();
    // Those are counted too that came nowhere, as the waiter could not be told.
    long queued = rig.ops.stream().filter(op -> op.thrown instanceof OutOfMemoryError).count();
    assertThat((long) rig.engine.counters().pending())
        .as("pending")
        .isBetween(expected, expected + queued);
  }

  private void checkSubmission(Op op) {
    if (op.thrown != null) {
      assertThat(faults != null && faults.isCauseOf(op.thrown)).as("threw: " + op.thrown).isTrue();
    }
  }

  private void checkOutcome(Op op) {
    String outcome = op.outcome();
    if (op.expected.contains(outcome)) {
      return;
    }
    assertThat(faults).as("%s ended with %s", op, outcome).isNotNull();
    assertThat(faults.explains(op.failure())).as("%s ended with %s", op, outcome).isTrue();
  }

  private void checkKernel() {
    assertThat(sim.violations()).isEmpty();
    assertThat(sim.packets()).as("packets at a port").isZero();
  }

  /** When the engine has been closed. */
  void checkClosed() {
    for (Op op : rig.ops) {
      checkSubmission(op);
      if (op.future != null) {
        Rig.await(op + " never ends", op::isDone);
        if (!Op.ABORTED.equals(op.outcome())) {
          checkOutcome(op);
        }
      }
    }
    checkKernel();
    assertThat(rig.engine.counters().pending()).as("pending").isZero();
    checkMemory();
    checkThreads();
    // What the kernel has not given back may still be written to.
    List<PendingIoctl> kept = sim.pendings();
    kept.forEach(each -> sim.complete(each, 0, new byte[1]));
    checkKernel();
  }

  private void checkMemory() {
    int inKernel = sim.pendings().size();
    int retained = rig.engine.counters().retained();
    int hits = faults == null ? 0 : faults.hits();
    if (mayBeDead() || (isUnwakeable() && hits > 1)) {
      return; // nothing is freed then
    }
    assertThat(retained).as("retained").isBetween(inKernel, inKernel + hits);
    // An OVERLAPPED, a block and an event for each that is retained.
    assertThat(sim.liveMemory()).as("memory").isLessThanOrEqualTo(2 * retained);
    int lost = faults != null && faults.call() == Fault.Call.CLOSE_EVENT ? hits : 0;
    // A use of SetEvent that threw leaves it open whether another signal is to come.
    int uncertain = isUnwakeable() ? 1 : 0;
    assertThat(sim.openEvents()).as("events").isLessThanOrEqualTo(retained + lost + uncertain);
  }

  private boolean isUnwakeable() {
    return faults != null && faults.call() == Fault.Call.SET_EVENT && faults.hits() > 0;
  }

  private void checkThreads() {
    if (mayBeDead() || isUnwakeable()) {
      // A waiter that could not be woken finds out when it wakes.
      sim.signalAll();
    }
    Rig.await("threads live on: " + rig.threads(), () -> rig.threads().isEmpty());
  }
}

package io.github.asyncioctl.faults;

import static io.github.asyncioctl.faults.Op.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A kernel that is early, late, silent, noisy or wrong. */
@Timeout(60)
@Tag("faults")
@ParameterizedClass
@EnumSource(Personality.class)
class KernelThatMisbehavesTest {
  private static final int LANES = 47;

  /** Longer than any operation ought to take. */
  private static final int DAYS_MILLIS = 7 * 24 * 3600 * 1000;

  private final Rig rig;
  private final Invariants invariants;
  private SimulatedTarget socket;

  KernelThatMisbehavesTest(Personality personality) {
    rig = Rig.stepped(personality, Duration.ofMillis(400));
    invariants = new Invariants(rig, null);
  }

  @BeforeEach
  void open() throws KernelException {
    rig.open();
    socket = rig.socket();
  }

  private Op start(int code, int capacity, String... expected) {
    Op op = rig.submit(socket, code, capacity, expected);
    rig.settle();
    return op;
  }

  private void end() {
    rig.settle();
    invariants.checkOpen();
    rig.close();
    invariants.checkClosed();
  }

  private void awaitInTime(Op op, int millis) {
    for (int i = 0; i < millis && !op.isDone(); i++) {
      rig.sim.advance(1);
      rig.settle();
    }
    assertThat(op.isDone()).as("done after %d ms", millis).isTrue();
  }

  /** Occupies every lane, so that the next ones share the first lanes. */
  private List<Op> fillLanes() {
    List<Op> idle = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      idle.add(rig.submit(socket, Rig.PENDS, 1, answer(1), Op.ABORTED));
    }
    rig.settle();
    return idle;
  }

  // --- Early, late, never ---

  @Test
  void itCompletesBeforeTheCallReturns() {
    for (int result : new int[] {0, 997}) {
      rig.sim.react(Rig.COMPLETES, new Reaction(result, 0, true, new byte[] {1, 2}, 2));
      start(Rig.COMPLETES, 8, answer(2));
      // Without the signal, and with a count in the OVERLAPPED alone.
      rig.sim.react(Rig.COMPLETES, new Reaction(result, 0, false, new byte[] {1, 2}, 2));
      start(Rig.COMPLETES, 8, answer(2));
    }
    end();
  }

  @Test
  void itCompletesMuchLater() {
    Op op = start(Rig.PENDS, 8, answer(3));
    rig.sim.advance(DAYS_MILLIS);
    rig.settle();
    assertThat(op.isDone()).isFalse();
    rig.complete(op, 0, new byte[3]);
    end();
    assertThat(rig.engine.counters().retained()).isZero();
  }

  @Test
  void itNeverCompletesAndNeverCancels() {
    rig.sim.setCancels(false);
    start(Rig.PENDS, 8, Op.ABORTED);
    Op abandoned = start(Rig.WRONG, 8, Op.CANCELLED);
    abandoned.abandoned = true;
    assertThat(abandoned.future.cancel(true)).isTrue();
    rig.sim.advance(DAYS_MILLIS);
    end();
    assertThat(rig.engine.counters().retained()).isEqualTo(2);
  }

  @Test
  void itCancelsWhileTheEngineDrains() {
    rig.sim.setCancelsLater(true);
    Op op = start(Rig.PENDS, 8, Op.ABORTED);
    Op adopted = start(Rig.WRONG, 8, answer(2));
    Future<?> closing = rig.beginClose();
    rig.settle();
    assertThat(op.isDone()).isFalse();
    rig.complete(op, 0xC0000120);
    rig.complete(adopted, 0, new byte[2]);
    rig.settle();
    rig.awaitClosed(closing);
    invariants.checkClosed();
    assertThat(rig.engine.counters().retained()).isZero();
  }

  /** The waiter looks at one event after the other; the time may be up in between. */
  @Test
  void whatItGaveBackInTimeIsNotKeptForGood() {
    rig.sim.setCancelsLater(true);
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ops.add(start(Rig.PENDS, 8, answer(2)));
    }
    Future<?> closing = rig.beginClose();
    rig.settle();
    rig.stepper.hold(Stepper.Hold.EVERYWHERE);
    ops.forEach(each -> rig.complete(each, 0, new byte[2]));
    rig.sim.advance(500);
    rig.stepper.hold(Stepper.Hold.NOWHERE);
    rig.awaitClosed(closing);
    assertThat(rig.engine.counters().retained()).isZero();
    assertThat(ops).allMatch(each -> each.outcome().equals(answer(2)));
    invariants.checkClosed();
  }

  // --- A signal before its status, against K3 ---

  @Test
  void itSignalsBeforeTheStatus() {
    for (int code : new int[] {Rig.PENDS, Rig.WRONG}) {
      for (int delay = 0; delay < 300; delay += 60) {
        Op op = start(code, 8, answer(3));
        PendingIoctl pending = rig.pending(op);
        rig.sim.signal(pending);
        rig.settle();
        rig.sim.advance(delay);
        rig.settle();
        rig.sim.writeStatus(pending, 0, new byte[3]);
        awaitInTime(op, 2000);
      }
    }
    end();
  }

  /** The completion of one operation of the lane must not explain the signal of another. */
  @Test
  void itSignalsBeforeTheStatusTogetherWithAnotherOfTheLane() {
    List<Op> idle = fillLanes();
    Op op = start(Rig.PENDS, 8, answer(3));
    Op neighbour = idle.get(0);
    PendingIoctl pending = rig.pending(op);
    assertThat(pending.event()).isEqualTo(rig.pending(neighbour).event());
    rig.stepper.hold(Stepper.Hold.EVERYWHERE);
    rig.sim.signal(pending);
    rig.complete(neighbour, 0, new byte[1]);
    rig.stepper.hold(Stepper.Hold.NOWHERE);
    rig.settle();
    assertThat(neighbour.isDone()).isTrue();
    rig.sim.writeStatus(pending, 0, new byte[3]);
    awaitInTime(op, 2000);
    end();
  }

  /** A start on the lane wipes out a signal that came too early. */
  @Test
  void itSignalsBeforeTheStatusAndAStartWipesOutTheSignal() {
    List<Op> idle = fillLanes();
    PendingIoctl pending = rig.pending(idle.get(0));
    rig.stepper.hold(Stepper.Hold.IN_STARTS);
    rig.submit(socket, Rig.SUCCEEDS, 8, answer(3));
    rig.awaitInKernel("not held", rig.stepper::isHeldInStart);
    // The waiter takes these two together, and looks at no signal in between.
    rig.submit(socket, Rig.SUCCEEDS, 8, answer(3));
    Op last = rig.submit(socket, Rig.PENDS, 8, answer(2));
    rig.stepper.step();
    rig.awaitInKernel("not held", rig.stepper::isHeldInStart);
    rig.sim.signal(pending);
    rig.stepper.hold(Stepper.Hold.NOWHERE);
    rig.settle();
    assertThat(rig.pending(last).event()).isEqualTo(pending.event());
    rig.sim.writeStatus(pending, 0, new byte[1]);
    awaitInTime(idle.get(0), 2000);
    rig.complete(last, 0, new byte[2]);
    end();
  }

  // --- Noise ---

  @Test
  void itSignalsOutOfNothing() {
    Op op = start(Rig.PENDS, 8, answer(3));
    Op adopted = start(Rig.WRONG, 8, answer(3));
    for (int i = 0; i < 100; i++) {
      rig.sim.signalAll();
      rig.settle();
      rig.sim.signal(rig.pending(i % 2 == 0 ? op : adopted));
      rig.settle();
    }
    assertThat(op.isDone()).isFalse();
    rig.complete(op, 0, new byte[3]);
    rig.complete(adopted, 0, new byte[3]);
    rig.sim.signalAll();
    end();
  }

  /** It must not be kept busy by signals that nothing explains. */
  @Test
  void itIsLeftAloneAfterASignalOutOfNothing() {
    Op op = start(Rig.PENDS, 8, answer(3));
    rig.sim.signal(rig.pending(op));
    for (int i = 0; i < 3000; i++) {
      rig.sim.advance(1);
    }
    rig.settle();
    long before = rig.engine.counters().wakeUps();
    assertThat(before).isLessThan(30);
    rig.sim.advance(DAYS_MILLIS);
    rig.settle();
    assertThat(rig.engine.counters().wakeUps() - before).isLessThan(8);
    rig.complete(op, 0, new byte[3]);
    end();
  }

  @Test
  void itWritesAStatusForWhatIsNotInFlight() {
    Op first = start(Rig.PENDS, 8, answer(3));
    Op alive = start(Rig.PENDS, 8, answer(4));
    PendingIoctl ended = rig.pending(first);
    rig.complete(first, 0, new byte[3]);
    rig.settle();
    for (int status : new int[] {0, 0x103, 0xC0000120, -1}) {
      rig.sim.writeStray(ended, status, 1_000_000);
      rig.sim.signal(ended);
      rig.settle();
    }
    assertThat(alive.isDone()).isFalse();
    // The same OVERLAPPED again: what was written to it says nothing about the next operation.
    Op next = start(Rig.PENDS, 8, answer(2));
    assertThat(rig.pending(next).event()).isEqualTo(ended.event());
    assertThat(next.isDone()).isFalse();
    rig.complete(next, 0, new byte[2]);
    rig.complete(alive, 0, new byte[4]);
    end();
  }

  @Test
  void itCountsMoreThanTheBufferHolds() {
    long[] counts = {9, 8192, Integer.MAX_VALUE, 1L << 31, 1L << 32, Long.MAX_VALUE, -1};
    for (long count : counts) {
      for (int code : new int[] {Rig.PENDS, Rig.WRONG, Rig.WRONG_TOO}) {
        Op op = start(code, 8, answer(8));
        rig.sim.writeStatusCounting(rig.pending(op), 0, count, new byte[8]);
        rig.sim.signalAll();
        rig.settle();
      }
    }
    assertThat(rig.engine.counters().inconsistent()).isEqualTo(3L * counts.length);
    end();
  }

  // --- A signal that is owed ---

  /** And nobody else waits for that sender. */
  @Test
  void theControlEventStaysOpenForASenderThatIsSuspendedBeforeItSetsIt() {
    Op op = start(Rig.PENDS, 8, answer(2));
    Thread sender = new Thread(() -> rig.submit(socket, Rig.SUCCEEDS, 8, answer(3)), "sender");
    rig.sim.block(SimulatedKernel.Call.SET_EVENT, sender);
    sender.start();
    Rig.await("not suspended", () -> rig.sim.isBlocked());
    Future<?> closing = rig.beginClose();
    rig.complete(op, 0, new byte[2]);
    Rig.await("the operation never ends", op::isDone);
    // Nobody waits for the sender.
    rig.awaitClosed(closing);
    assertThat(rig.sim.openEvents()).isEqualTo(1);
    rig.sim.open(SimulatedKernel.Call.SET_EVENT);
    Rig.await("the sender never ends", () -> !sender.isAlive());
    assertThat(rig.isDead()).isFalse();
    invariants.checkClosed();
  }

  // --- The wait array ---

  @Test
  void aHandleInTheWaitArrayBecomesInvalid() {
    List<Op> idle = fillLanes();
    Op op = start(Rig.PENDS, 8, answer(2));
    rig.complete(op, 0, new byte[2]);
    rig.settle();
    assertThat(op.outcome()).isEqualTo(answer(2));

    rig.sim.closeForeign(rig.pending(idle.get(20)));
    Rig.await("it lives on", rig::isDead);
    for (Op each : idle) {
      Rig.await(each + " never ends", each::isDone);
      assertThat(each.failure()).hasRootCauseInstanceOf(KernelException.class);
    }
    Op late = rig.submit(socket, Rig.PENDS, 8);
    assertThat(late.thrown).hasCauseInstanceOf(KernelException.class);
    rig.close();
    assertThat(rig.engine.counters().pending()).isZero();
    // What could be cancelled was given back, though it is not freed any more.
    assertThat(rig.engine.counters().retained()).isZero();
    Rig.await("threads live on", () -> rig.threads().isEmpty());
    assertThat(rig.sim.violations()).isEmpty();
  }
}

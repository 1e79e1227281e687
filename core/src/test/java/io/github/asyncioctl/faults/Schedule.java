package io.github.asyncioctl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.faults.Stepper.Hold;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/** Runs steps in a given order against a waiter that is stepped, and knows what must come of it. */
final class Schedule {
  /** What happens to an operation, or to all. */
  enum Event {
    SUBMIT,
    START_RETURNS,
    COMPLETES,
    SIGNALLED,
    CANCEL,
    BY_HAND,
    CLOSE_SOCKET,
    CALLER_EXITS,
    CLOSE_ENGINE
  }

  /** An event of one of the operations. */
  record Step(int op, Event event) {
    @Override
    public String toString() {
      return event + "(" + op + ")";
    }
  }

  /** How far the waiter runs after each step. */
  enum Pace {
    /** As far as it can. */
    AT_ONCE,
    /** To its next call. */
    CALL_BY_CALL,
    /** Not at all, until everything has happened. */
    AT_THE_END
  }

  /** An operation of the schedule, and what has become of it. */
  private static final class Track {
    final SimulatedTarget target;
    Op op;
    PendingIoctl pending;
    final Set<Event> happened = EnumSet.noneOf(Event.class);
    String winner;
    boolean answered;
    boolean refused;

    Track(SimulatedTarget target) {
      this.target = target;
    }
  }

  private final Rig rig;
  private final Stepper stepper;
  private final Pace pace;
  private final List<Track> tracks = new ArrayList<>();
  private final int before;
  private Future<?> closing;

  Schedule(Rig rig, Pace pace, int operations) {
    this.rig = rig;
    this.stepper = rig.stepper;
    this.pace = pace;
    for (int i = 0; i < operations; i++) {
      tracks.add(new Track(rig.socket()));
    }
    before = rig.sim.pendings().size();
  }

  /** Runs the steps, checks what became of them, and leaves nothing pending of theirs. */
  void run(List<Step> order) {
    try {
      stepper.hold(pace == Pace.AT_ONCE ? Hold.IN_STARTS : Hold.EVERYWHERE);
      for (Step step : order) {
        perform(step.event, tracks.get(step.op));
        settle();
        // Starts are entered and left by steps of their own.
        if (pace == Pace.CALL_BY_CALL && !stepper.isHeldInStart() && !stepper.isHeldBeforeStart()) {
          stepper.step();
          settle();
        }
      }
      stepper.hold(Hold.NOWHERE);
      tracks.forEach(this::signalIfAnswered);
      settle();
      tracks.forEach(this::check);
      endTheRest();
      checkEngine();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(order + ", " + pace + ": " + e.getMessage(), e);
    } finally {
      stepper.hold(Hold.NOWHERE);
    }
  }

  private void settle() {
    rig.awaitInKernel(
        "the waiter does not come to rest",
        () -> stepper.isHeld() || rig.sim.isIdle() || rig.closed);
    for (Track each : tracks) {
      if (each.pending == null && each.op != null) {
        each.pending = rig.pending(each.op);
      }
    }
  }

  private boolean isInKernel(Track track) {
    return track.pending != null && rig.sim.isPending(track.pending);
  }

  private void perform(Event event, Track track) {
    track.happened.add(event);
    boolean inKernel = isInKernel(track);
    switch (event) {
      case SUBMIT -> {
        track.refused = track.happened.contains(Event.CLOSE_SOCKET);
        track.op = rig.submit(track.target, Rig.PENDS, 8);
        if (track == tracks.get(0)) {
          enterStart();
        }
      }
      case START_RETURNS -> {
        enterStart();
        if (stepper.isHeldInStart()) {
          stepper.step();
        }
      }
      case COMPLETES -> {
        if (inKernel) {
          track.answered = true;
          rig.sim.writeStatus(track.pending, 0, new byte[5]);
        }
      }
      case SIGNALLED -> {
        if (track.pending != null) {
          rig.sim.signal(track.pending);
        }
      }
      case CANCEL -> {
        if (track.op.future != null && track.op.future.cancel(true)) {
          track.winner = Op.CANCELLED;
        }
      }
      case BY_HAND -> {
        if (track.op.future != null && track.op.future.complete(Op.HAND)) {
          track.winner = Op.BY_HAND;
        }
      }
      case CLOSE_SOCKET -> {
        track.target.close();
        rig.sim.handleClosed(track.target.handle());
      }
      case CALLER_EXITS -> {
        rig.sim.threadExited(Thread.currentThread());
        assertThat(isInKernel(track)).as("still in the kernel").isEqualTo(inKernel);
      }
      case CLOSE_ENGINE -> closing = rig.beginClose();
    }
  }

  /** No kernel writes a status and never signals what it said is pending. */
  private void signalIfAnswered(Track track) {
    if (track.answered && !track.happened.contains(Event.SIGNALLED)) {
      rig.sim.signal(track.pending);
    }
  }

  /** If the waiter is about to start something, it does. */
  private void enterStart() {
    settle();
    if (stepper.isHeldBeforeStart()) {
      stepper.step();
      settle();
    }
  }

  /** How the operation must have ended, or null if the kernel must still have it. */
  private String expected(Track track) {
    if (track.winner != null) {
      return track.winner;
    } else if (track.answered) {
      return Op.answer(5);
    } else if (track.refused) {
      return new ClosedChannelException().toString();
    }
    boolean ended = track.happened.contains(Event.CLOSE_SOCKET) || closing != null;
    return ended ? Op.ABORTED : null;
  }

  private void check(Track track) {
    if (track.op == null || track.op.future == null) {
      return; // it came after the engine's end
    }
    String expected = expected(track);
    boolean inKernel = isInKernel(track);
    if (expected == null) {
      assertThat(inKernel).as("pending in the kernel").isTrue();
      assertThat(track.op.future.isDone()).as("done").isFalse();
    } else if (track.winner != null || !inKernel) {
      Rig.await(track.op + " never ends", track.op::isDone);
      assertThat(track.op.outcome()).isEqualTo(expected);
    }
    if (inKernel && expected != null) {
      assertThat(track.pending.isCancelAsked()).as("cancelled").isTrue();
    }
  }

  /** What is still pending is ended by the kernel. */
  private void endTheRest() {
    for (Track track : tracks) {
      if (track.pending != null) {
        rig.sim.completeIfPending(track.pending, 0xC0000120);
      }
    }
    settle();
    for (Track track : tracks) {
      if (track.op != null) {
        Rig.await(track.op + " never ends", track.op::isDone);
      }
    }
  }

  private void checkEngine() {
    if (closing == null) {
      assertThat(rig.engine.counters().pending()).as("pending").isEqualTo(before);
    }
    assertThat(rig.isDead()).as("dead").isFalse();
    assertThat(rig.sim.packets()).isZero();
  }

  /** Closes the engine, if no step did, and checks that nothing is kept. */
  void close() {
    if (closing == null) {
      closing = rig.beginClose();
    }
    settle();
    rig.awaitClosed(closing);
    checkNothingKept(rig);
  }

  /** Everything was given back, and so everything was freed. */
  static void checkNothingKept(Rig rig) {
    assertThat(rig.engine.counters().pending()).as("pending").isZero();
    assertThat(rig.engine.counters().retained()).as("retained").isZero();
    assertThat(rig.sim.liveMemory()).as("memory").isZero();
    assertThat(rig.sim.openEvents()).as("events").isZero();
    assertThat(rig.sim.violations()).isEmpty();
    Rig.await("threads live on", () -> rig.threads().isEmpty());
  }
}

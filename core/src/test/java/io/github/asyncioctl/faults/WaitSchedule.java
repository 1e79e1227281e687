package io.github.asyncioctl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.WaitStats;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedWaits;
import io.github.asyncioctl.sim.SimulatedWaits.Kind;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Does to one wait what can be done to it, in a given order, and knows what may come of it. */
final class WaitSchedule {
  /** What happens after the wait was submitted. */
  enum Event {
    /** The call that registers returns; the wait was registered before. */
    REGISTERED,
    SIGNAL,
    /** The system's call comes back from the callback. */
    CALL_RETURNS,
    /** The system forgets what it was asked to forget, which it had said it would. */
    LEAVES,
    CANCEL,
    BY_HAND,
    CLOSE,
    OWNER_CLOSES
  }

  /** Whether the keeper keeps up. */
  enum Pace {
    SETTLED,
    AT_ONCE
  }

  private static final String SIGNALLED = "signalled";
  private static final String CANCELLED = "cancelled";
  private static final String BY_HAND = "by hand";
  private static final String CLOSED = "closed";

  private final Pace pace;
  private final SimulatedWaits system = new SimulatedWaits();
  private final AsyncIoctl io;
  private final long handle;
  private final CompletableFuture<Void> future;
  private String winner = "";
  private boolean isSignalled;
  private boolean isRegistered;
  private Thread closing;

  private WaitSchedule(Kind kind, Pace pace) throws KernelException {
    this.pace = pace;
    io = SimulatedIo.open(new SimulatedKernel(Personality.WINDOWS), null, system);
    handle = system.create(kind);
    system.holdCalls(true);
    system.holdRegister(true);
    system.setLeavesLater(true);
    future = io.waitAsync(handle);
    Rig.await("not registered", system::isHeldInRegister);
  }

  /** Runs the steps, and then everything that has not happened, so that nothing is left. */
  static void run(Kind kind, Pace pace, List<Event> order) {
    try {
      WaitSchedule schedule = new WaitSchedule(kind, pace);
      order.forEach(schedule::perform);
      schedule.end();
    } catch (AssertionError | RuntimeException | KernelException | InterruptedException e) {
      throw new AssertionError(order + ", " + kind + ", " + pace + ": " + e.getMessage(), e);
    }
  }

  private void perform(Event event) {
    switch (event) {
      case REGISTERED -> {
        isRegistered = true;
        system.holdRegister(false);
      }
      case SIGNAL -> {
        isSignalled = true;
        system.signal(handle);
      }
      case CALL_RETURNS -> system.callsReturn();
      case LEAVES -> system.setLeavesLater(false);
      case CANCEL -> win(CANCELLED, future.cancel(true));
      case BY_HAND -> win(BY_HAND, future.complete(null));
      case CLOSE -> close();
      case OWNER_CLOSES -> system.closeOwners(handle);
    }
    settle();
  }

  private void win(String way, boolean won) {
    if (won) {
      assertThat(winner).isEmpty();
      winner = way;
    }
  }

  private void close() {
    closing = new Thread(io::close);
    closing.start();
  }

  /** What must come of it by itself has come. */
  private void settle() {
    if (pace == Pace.AT_ONCE || !winner.isEmpty()) {
      return;
    }
    if (closing != null || (isSignalled && isRegistered)) {
      Rig.await("the future never ends", future::isDone);
      winner = outcome();
    }
  }

  private String outcome() {
    try {
      future.join();
      return SIGNALLED;
    } catch (CancellationException e) {
      return CANCELLED;
    } catch (CompletionException e) {
      return e.getCause() instanceof IoctlException failure && failure.error() == 995
          ? CLOSED
          : e.getCause().toString();
    }
  }

  private void end() throws InterruptedException {
    boolean wasClosed = closing != null;
    system.holdRegister(false);
    system.holdCalls(false);
    system.callsReturn();
    system.setLeavesLater(false);
    if (!wasClosed) {
      close();
    }
    closing.join();
    check(wasClosed);
  }

  private void check(boolean wasClosed) {
    assertThat(future).isDone();
    String outcome = outcome();
    if (!winner.isEmpty()) {
      assertThat(outcome).isEqualTo(winner.equals(BY_HAND) ? SIGNALLED : winner);
    } else if (!wasClosed && isSignalled) {
      assertThat(outcome).isEqualTo(SIGNALLED);
    } else {
      assertThat(outcome).isIn(isSignalled ? List.of(SIGNALLED, CLOSED) : List.of(CLOSED));
    }
    Rig.await("the keeper never ends", () -> io.stats().waits().pending() == 0);
    WaitStats stats = io.stats().waits();
    assertThat(stats.retained()).as("retained").isZero();
    assertThat(stats.signalled() + stats.withdrawn()).as("counted").isEqualTo(1);
    assertThat(system.registered()).as("registered").isZero();
    system.closeOwners(handle);
    Rig.await("handles stay", () -> system.openHandles() == 0);
    assertThat(system.violations()).isEmpty();
    Rig.await("threads live on", WaitSchedule::hasNoKeeper);
  }

  private static boolean hasNoKeeper() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("simulated-waits"));
  }
}

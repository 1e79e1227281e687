package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.BatchEvent;
import io.github.asyncioctl.internal.jfr.Recorder;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The work of the engine's one thread: performs commands, waits for events, and ends what has
 * completed. All methods are for that thread, or for the one that took its state over.
 */
final class Waiter {
  /** While the engine closes: how often to look whether the inline slots have come back. */
  private static final int CLOSING_LOOK_MILLIS = 10;

  /** How often to look after a signal that others may have shared: after 1, 4, 16 ms and so on. */
  private static final int LOOKS = 6;

  private final Mailbox mailbox;
  private final Custody custody;
  private final InlineSlots inlineSlots;
  private final Deliveries deliveries;
  private final Counters counters;
  private final Records records;
  private final LongSupplier clock;
  private final WaitSet waitSet;
  private final InFlight inFlight;

  /** What was taken from the mailbox and is still to be performed. */
  private @Nullable Command commands;

  private int looks;
  private boolean closing;
  private long closeDeadline;

  Waiter(
      Mailbox mailbox,
      Custody custody,
      InlineSlots inlineSlots,
      Deliveries deliveries,
      Counters counters,
      Records records,
      LongSupplier clock,
      WaitSet waitSet,
      InFlight inFlight) {
    this.mailbox = mailbox;
    this.custody = custody;
    this.inlineSlots = inlineSlots;
    this.deliveries = deliveries;
    this.counters = counters;
    this.records = records;
    this.clock = clock;
    this.waitSet = waitSet;
    this.inFlight = inFlight;
  }

  /** The operations that it looks after. */
  InFlight inFlight() {
    return inFlight;
  }

  /**
   * Runs until the engine is closed and the kernel has given everything back, or the time is up.
   */
  void run() throws KernelException {
    BatchEvent event = Recorder.beginBatch();
    while (true) {
      int performed = performAll(mailbox.takeAll());
      if (inFlight.sweepAfterStarts()) {
        looks = LOOKS;
      }
      boolean drained = closing && isDrained();
      int millis = untilNextLook();
      records.batch(event, performed, inFlight.takeEnded(), inFlight.count());
      if (drained) {
        return;
      }
      Signal signal = awaitSignal(millis);
      event = Recorder.beginBatch();
      signal.sweep(inFlight);
      if (signal.isExpected()) {
        looks = LOOKS;
      }
    }
  }

  private int performAll(@Nullable Command first) {
    int performed = 0;
    commands = first;
    while (commands != null) {
      Command command = commands;
      commands = command.next;
      command.next = null;
      command.perform(this);
      performed++;
    }
    return performed;
  }

  private Signal awaitSignal(int millis) throws KernelException {
    int timeout = 0;
    if (waitSet.isRound() && mailbox.sleep()) {
      timeout = closing ? CLOSING_LOOK_MILLIS : millis;
    }
    Signal signal;
    custody.leave(null, 0);
    try {
      signal = waitSet.next(timeout);
    } finally {
      custody.back();
    }
    counters.wakeUps.increment();
    if (signal == WaitSet.CONTROL) {
      mailbox.signalSeen();
    } else if (signal == WaitSet.NONE && timeout > 0) {
      lookAgain();
    }
    return signal;
  }

  /**
   * Looks after what has waited for long, and returns after how many milliseconds to look again.
   */
  private int untilNextLook() {
    long now = clock.getAsLong();
    int millis = earlier(deliveries.relieve(now), inFlight.lookAtOverstays(now));
    return looks == 0 ? millis : earlier(millis, 1 << (2 * (LOOKS - looks)));
  }

  private static int earlier(int millis, int other) {
    return millis == Kernel.INFINITE || (other != Kernel.INFINITE && other < millis)
        ? other
        : millis;
  }

  /**
   * A signal of a lane was consumed, or wiped out by a start, and operations of that lane are still
   * pending. Should a provider have signalled before it wrote the status, nobody else would look.
   */
  private void lookAgain() {
    if (looks > 0) {
      looks--;
      inFlight.sweep();
    }
  }

  // --- The end ---

  /** Starts nothing any more and cancels what is pending. */
  void close(long deadline) {
    closing = true;
    closeDeadline = deadline;
    inFlight.close();
  }

  private boolean isDrained() {
    boolean inlineDrained = inlineSlots.close();
    return (inFlight.count() == 0 && inlineDrained) || clock.getAsLong() - closeDeadline >= 0;
  }

  /**
   * Refuses what has come last, gives up what the kernel still has, and frees the rest.
   *
   * @param signalsAreCertain whether each signal of the control event is accounted for
   */
  void finish(boolean signalsAreCertain) {
    performAll(mailbox.close());
    deliveries.forgetUsersExecutor();
    int left = Math.max(0, inlineSlots.inUse() - inFlight.adopted());
    counters.retain(left, (long) left * InlineSlot.SIZE);
    inFlight.sweep();
    inFlight.surrender();
    inFlight.free();
    waitSet.close(signalsAreCertain, mailbox.isSignalOwed());
  }

  /** The commands that it has taken and not performed, when it ends before its time. */
  @Nullable Command takeCommands() {
    Command rest = commands;
    commands = null;
    Operation<?> unissued = inFlight.takeUnissued();
    if (unissued == null) {
      return rest;
    }
    unissued.next = rest;
    return unissued;
  }
}

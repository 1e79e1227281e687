package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.BatchEvent;
import io.github.asyncioctl.internal.jfr.Recorder;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine's one thread, and the sole owner of native state, from its start to its end: it issues
 * operations, waits for their events, and releases what the kernel no longer uses. A provider or a
 * user's executor may block it, and the engine may be closed without it meanwhile; when it returns,
 * it finds that out and ends normally.
 */
final class Waiter implements Runnable {
  /** While the engine closes: how often to look whether the inline slots have come back. */
  private static final int CLOSING_LOOK_MILLIS = 10;

  /** How often to look after completions that found no thread. */
  private static final int STALLED_LOOK_MILLIS = 20;

  /** How often to look after a signal that others may have shared: after 1, 4, 16 ms and so on. */
  private static final int LOOKS = 6;

  /** How often a waiter that dies tries each step of its end. */
  private static final int LAST_ATTEMPTS = 50;

  /** How long a waiter that dies waits for the kernel. */
  private static final long LAST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Shared shared;
  private final InlineSlots inlineSlots;
  private final Counters counters;
  private final LongSupplier clock;
  private final long drainNanos;
  private final WaitSet waitSet;
  private final InFlight inFlight;
  private final Runnable atEnd;

  /** Set by the thread that closes the engine, before the waiter is woken. */
  private volatile boolean closeAsked;

  /** What was taken from the mailbox, and not looked at yet. */
  private @Nullable Linked rest;

  private int looks;
  private boolean closing;
  private boolean freed;
  private long closeDeadline;

  /**
   * @param drain how long closing waits for the kernel
   * @param atEnd called at the very end
   */
  Waiter(
      Shared shared,
      InlineSlots inlineSlots,
      LongSupplier clock,
      Duration drain,
      WaitSet waitSet,
      InFlight inFlight,
      Runnable atEnd) {
    this.shared = shared;
    this.inlineSlots = inlineSlots;
    this.counters = shared.counters;
    this.clock = clock;
    this.drainNanos = drain.toNanos();
    this.waitSet = waitSet;
    this.inFlight = inFlight;
    this.atEnd = atEnd;
  }

  /** For any thread: asks it to end. It has to be woken after that. */
  void askToClose() {
    closeAsked = true;
  }

  @Override
  public void run() {
    try {
      work();
      finish();
    } catch (Throwable cause) {
      die(cause);
    } finally {
      counters.setWaiterIsAway(false);
      atEnd.run();
    }
  }

  /**
   * Until the engine is closed and the kernel has given everything back, or the time for it is up.
   */
  private void work() throws KernelException {
    BatchEvent event = Recorder.beginBatch();
    while (true) {
      int accepted = acceptAll(shared.mailbox.takeAll());
      if (shared.missedCancels) {
        shared.missedCancels = false;
        inFlight.cancelUnwanted();
      }
      if (inFlight.sweepAfterStarts()) {
        looks = LOOKS;
      }
      if (closeAsked && !closing) {
        close();
      }
      boolean drained = closing && isDrained();
      int millis = untilNextLook();
      shared.records.batch(event, accepted, inFlight.takeEnded(), inFlight.count());
      if (drained) {
        return;
      }
      await(millis);
      event = Recorder.beginBatch();
    }
  }

  private int acceptAll(@Nullable Linked first) {
    int accepted = 0;
    rest = first;
    while (rest != null) {
      Linked item = rest;
      rest = item.inMailbox;
      item.inMailbox = null; // from now on it can be sent again
      inFlight.accept((Operation<?>) item);
      accepted++;
    }
    return accepted;
  }

  private void await(int millis) throws KernelException {
    int timeout = 0;
    shared.wakeup.fallAsleep();
    if (shared.mailbox.isEmpty() && !shared.missedCancels && closeAsked == closing) {
      timeout = closing ? CLOSING_LOOK_MILLIS : millis;
    }
    int signalled = waitSet.next(timeout);
    shared.wakeup.awake();
    counters.wakeUps.incrementAndGet();
    if (signalled > WaitSet.CONTROL) {
      if (inFlight.sweep(waitSet.signal(signalled))) {
        looks = LOOKS;
      }
    } else if (signalled == WaitSet.NONE && timeout > 0) {
      lookAgain();
    }
  }

  /**
   * Looks after what has waited for long, and returns after how many milliseconds to look again.
   */
  private int untilNextLook() {
    int millis = inFlight.lookAtOverstays(clock);
    if (shared.completions.isStalled()) {
      millis = earlier(millis, STALLED_LOOK_MILLIS);
    }
    return looks == 0 ? millis : earlier(millis, 1 << (2 * (LOOKS - looks)));
  }

  private static int earlier(int millis, int other) {
    return millis == Kernel.INFINITE || other < millis ? other : millis;
  }

  /**
   * A signal of a lane was consumed, or cleared by a start, and operations of that lane are still
   * pending. If a provider has signalled before it wrote the status, nothing else would check them.
   */
  private void lookAgain() {
    if (looks > 0) {
      looks--;
      inFlight.sweep();
    }
  }

  // --- The end ---

  /** Starts nothing any more and cancels what is pending. */
  private void close() {
    closing = true;
    closeDeadline = clock.getAsLong() + drainNanos;
    inFlight.close();
  }

  private boolean isDrained() {
    boolean inlineDrained = inlineSlots.close();
    return (inFlight.count() == 0 && inlineDrained) || clock.getAsLong() - closeDeadline >= 0;
  }

  /** Refuses what has come last, gives up what the kernel still has, and frees the rest. */
  private void finish() {
    acceptAll(shared.mailbox.close());
    // The last look comes before all that frees: it may give an inline slot back.
    inFlight.sweep();
    inlineSlots.close();
    int left = Math.max(0, inlineSlots.giveUp() - inFlight.adopted());
    counters.retain(left, (long) left * InlineSlot.SIZE);
    inFlight.surrender();
    free();
  }

  /** Releases what the kernel does not hold. At the end, or if there is no thread for it. */
  void free() {
    if (!freed) {
      freed = true; // before it: what failed halfway is not freed twice
      inFlight.free();
      waitSet.close();
      shared.wakeup.close();
    }
  }

  /**
   * Something that must not happen has happened: no memory, JNA is gone, other code has closed one
   * of our handles. The end of the thread cancels its pending operations, so it drains what it can
   * before. What the kernel keeps then is never freed.
   */
  private void die(Throwable cause) {
    shared.died(cause);
    // One step that fails keeps no other from its turn.
    attempt(inFlight::close); // first of all: what comes after it is not started
    attempt(() -> acceptAll(rest));
    attempt(() -> acceptAll(shared.mailbox.close()));
    attempt(this::drain);
    attempt(inFlight::surrender);
    if (!(cause instanceof KernelException)) {
      // Else a handle of ours may have been closed, and its value be somebody else's by now.
      attempt(inlineSlots::close);
      attempt(this::free);
    }
    shared.notices.warn("The waiter thread has died; pending operations fail", cause);
  }

  private void drain() {
    long deadline = System.nanoTime() + Math.min(drainNanos, LAST_DRAIN_NANOS);
    while (inFlight.count() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      inFlight.sweep();
    }
  }

  private static void attempt(Runnable step) {
    for (int i = 0; i < LAST_ATTEMPTS; i++) {
      try {
        step.run();
        return;
      } catch (Throwable thrown) { // the same again, it may be; a step goes on where it was
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }
}

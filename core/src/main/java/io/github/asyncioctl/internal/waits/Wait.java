package io.github.asyncioctl.internal.waits;

import io.github.asyncioctl.internal.engine.Companion;
import io.github.asyncioctl.internal.engine.IoctlFuture;
import io.github.asyncioctl.internal.engine.Linked;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The record of a wait: on its way to the keeper, with the system, then a task that completes the
 * future. It is one object, so that nothing on that way needs memory that may not be there.
 */
final class Wait extends Linked implements IoctlFuture.Owner {
  /** Where it is. */
  enum Phase {
    /** On its way to the keeper. */
    SENT,
    /** The system has it. */
    WAITING,
    /** The system was asked to forget it, and has not said yet that it has. */
    LEAVING,
    /** The system has nothing of it, and its handle is closed. */
    GONE
  }

  static final String ENGINE_CLOSED = "the engine was closed";
  private static final String WITHDRAWN = "the wait was withdrawn";

  final WaitTarget target;
  final long since;
  final IoctlFuture<@Nullable Void> future = new IoctlFuture<>();
  private final Keeper keeper;
  private final Companion companion;
  private final Set<Wait> live;
  private final AtomicReference<@Nullable OperationRecord> event;

  /** Whether it is in the mailbox, or about to be. */
  private final AtomicBoolean isMailed = new AtomicBoolean();

  /** The system's note. */
  private volatile boolean signalled;

  /** The outcome is there: a signal, or a failure. */
  private volatile boolean hasOutcome;

  private @Nullable Throwable failure;
  private int error;

  // The keeper's.
  Phase phase = Phase.SENT;
  final long duplicate;
  WaitPort.@Nullable Registration registration;

  /** The event that the system sets when it has unregistered the wait; 0 if there is none yet. */
  long left;

  Wait(
      WaitTarget target,
      long duplicate,
      long since,
      Keeper keeper,
      Companion companion,
      Set<Wait> live,
      @Nullable OperationRecord event) {
    this.target = target;
    this.duplicate = duplicate;
    this.since = since;
    this.keeper = keeper;
    this.companion = companion;
    this.live = live;
    this.event = new AtomicReference<>(event);
    future.ownedBy(this);
  }

  // --- Whoever has something to tell the keeper ---

  /** The system says that the object was signalled. It may say so before it is registered. */
  void signalled() {
    signalled = true;
    mail();
  }

  /**
   * Sends it to the keeper, unless it is on its way already.
   *
   * @return false if the keeper has ended
   */
  boolean mail() {
    if (!isMailed.compareAndSet(false, true)) {
      return true;
    }
    try {
      return keeper.post(this);
    } catch (Throwable noStack) { // it was not posted: whoever comes next may
      isMailed.set(false);
      throw noStack;
    }
  }

  // --- The keeper's ---

  /** It is out of the mailbox: who sends it from now on is seen after what the keeper sees now. */
  void received() {
    isMailed.set(false);
  }

  boolean isSignalled() {
    return signalled;
  }

  /** Whether no code waits for it any more. */
  boolean isUnwanted() {
    return future.isAbandoned() || future.isDone();
  }

  boolean hasOutcome() {
    return hasOutcome;
  }

  /** The object was signalled. */
  void succeed() {
    end(null);
  }

  /** The system has released it without a signal. */
  void withdraw(boolean closing) {
    fail(target, Kernel.OPERATION_ABORTED, closing ? ENGINE_CLOSED : WITHDRAWN);
  }

  /** The system has refused it. */
  void fail(KernelException refused) {
    fail(new WaitTarget(refused.call(), target.handle()), refused.error(), "");
  }

  private void fail(WaitTarget of, int newError, String detail) {
    if (!isOfInterest()) {
      return;
    }
    error = newError;
    Throwable reason;
    try {
      reason = companion.failure(of, newError, detail);
    } catch (Throwable noMemory) {
      reason = noMemory;
    }
    end(reason);
  }

  /** Its outcome is there. There is one at most. */
  void end(@Nullable Throwable reason) {
    failure = reason;
    hasOutcome = true;
    if (isOfInterest()) {
      try {
        companion.deliver(this);
      } catch (Throwable thrown) { // no memory
        companion.later(this);
      }
    }
  }

  private boolean isOfInterest() {
    return event.get() != null || !future.isDone();
  }

  // --- Whoever completes the future ---

  /** Completes the future. It may run more than once, and on several threads. */
  @Override
  public void run() {
    try {
      OperationRecord recorded = event.getAndSet(null);
      if (recorded != null) {
        recorded.outcome(error, 0, 0);
        companion.ended(recorded, target, false, failure);
      }
      deliver();
    } finally {
      if (!future.isDone() && !future.isAbandoned()) {
        companion.later(this); // there was no memory for it, or no stack
      }
    }
  }

  private void deliver() {
    Throwable reason = failure;
    if (reason == null) {
      future.deliver(null);
    } else {
      future.deliverFailure(reason);
    }
  }

  // --- The end of the engine ---

  /** Ends the future, unless its outcome is on its way. The signal is one that came in time. */
  void endWithoutOutcome() {
    if (hasOutcome) {
      return;
    }
    if (signalled) {
      future.deliver(null);
    } else {
      future.deliverFailure(companion.failure(target, Kernel.OPERATION_ABORTED, ENGINE_CLOSED));
    }
  }

  /** Ends the future, with its outcome if there is one. */
  void endWithOutcome() {
    if (hasOutcome) {
      deliver();
    } else {
      endWithoutOutcome();
    }
  }

  // --- IoctlFuture.Owner ---

  /** The keeper withdraws it. If it has ended already, there is nothing left to withdraw. */
  @Override
  public void abandoned() {
    boolean unused = mail();
  }

  @Override
  public void wantedAgain() {
    if (hasOutcome) {
      companion.later(this);
    }
  }

  @Override
  public void futureEnded() {
    live.remove(this);
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The record of an operation that may pend: first on its way to the waiter, then in the kernel,
 * then a task that completes the future. It is one object, so that once a caller has its future,
 * nothing until its completion needs memory that may be missing.
 *
 * <p>{@link #phase} says which thread may touch what. While it is QUEUED, the sender's thread has
 * written everything. From ISSUED on the waiter owns slot and memory, whatever happens to the
 * future. With ENDED the waiter has written the outcome, and the thread that claims the operation
 * reads it.
 */
final class Operation<O> extends Linked implements IoctlFuture.Owner {
  /** On its way to the waiter. */
  static final int QUEUED = 0;

  /** The waiter has it. */
  static final int ISSUED = 1;

  /** The waiter has it, and it is in the mailbox again, because it is not wanted any more. */
  private static final int UNWANTED = 2;

  /** The kernel is done, and a worker shall take the answer out of a large block. */
  private static final int TO_BE_COPIED = 3;

  /** A worker does so. It is not ISSUED, so no thread sends it to the waiter a second time. */
  private static final int COPYING = 4;

  /** The outcome is there. */
  static final int ENDED = 5;

  /** A thread completes the future with it. */
  private static final int CLAIMED = 6;

  @SuppressWarnings("rawtypes") // a class literal has no type argument
  private static final AtomicIntegerFieldUpdater<Operation> PHASE =
      AtomicIntegerFieldUpdater.newUpdater(Operation.class, "phase");

  private final Shared shared;
  final Target target;
  final int code;
  final int outCapacity;
  final IoctlFuture<O> future = new IoctlFuture<>();
  final Form<O> form;
  final long since;

  /** The input until the start; then the kernel has its copy in native memory. */
  byte @Nullable [] input;

  int inLength;
  int[] pointers = NativeInput.NO_POINTERS;

  /** Holds input and output from {@link #blockOffset} on. The sender's, if it is large. */
  @Nullable NativeMemory block;

  int blockOffset;

  /** Whether the mailbox has taken it, so that nothing of it is the sender's any more. */
  boolean isSent;

  // The waiter's.
  @Nullable Signal signal;
  int index;
  boolean isCancelAsked;
  boolean isEndedByEngine;
  boolean isOverstay;
  long cancelledAt;

  /** Its recorder event; null without a recording. */
  @Nullable OperationRecord event;

  // The outcome: written before ENDED.
  private int error;
  private int status;
  private long transferred;
  private @Nullable ByteBuffer answer;
  private long address;
  private @Nullable Throwable failure;

  private volatile int phase;

  /** Whether an outcome was not delivered, because other code was about to end the future. */
  private volatile boolean isSkipped;

  // Of the list of live operations.
  final byte liveList;
  @Nullable Operation<?> livePrevious;
  @Nullable Operation<?> liveNext;

  Operation(
      Shared shared, Target target, int code, int outCapacity, Form<O> form, LongSupplier clock) {
    this.shared = shared;
    this.target = target;
    this.code = code;
    this.outCapacity = outCapacity;
    this.form = form;
    since = clock.getAsLong();
    liveList = (byte) Thread.currentThread().hashCode();
    future.ownedBy(this);
  }

  /** The memory that the kernel needs for it. */
  long size() {
    return Calls.size(form, inLength, outCapacity);
  }

  /** Whether no code waits for its outcome. */
  boolean isUnwanted() {
    return future.isAbandoned() || future.isDone();
  }

  // --- The waiter's ---

  /**
   * The waiter takes it from the mailbox.
   *
   * @return whether it is to be issued; otherwise it was sent again, to be cancelled
   */
  boolean take() {
    if (phase != QUEUED) {
      return false;
    }
    phase = ISSUED; // before anybody looks whether it is still wanted
    return true;
  }

  /** Where it is in flight. */
  Signal signal() {
    Signal current = signal;
    if (current == null) {
      throw new IllegalStateException("not in flight");
    }
    return current;
  }

  int status() {
    return signal().status(index);
  }

  long overlapped() {
    return signal().address(index);
  }

  /** How the kernel ended it. */
  void outcome(int newError, int newStatus, long newTransferred) {
    error = newError;
    status = newStatus;
    transferred = newTransferred;
    OperationRecord recorded = event;
    if (recorded != null) {
      try {
        recorded.outcome(newError, newStatus, newTransferred);
      } catch (OutOfMemoryError e) { // the operation matters more
        event = null;
      }
    }
  }

  /** It fails with this, whatever its error. */
  void fail(Throwable reason) {
    failure = reason;
  }

  /** Whether something is to be taken out of its memory. */
  boolean hasAnswer() {
    return failure == null
        && (error == Kernel.SUCCESS
            || Calls.hasData(error, status)
            || (form.showsMemoryOfFailures() && transferred > 0));
  }

  /** Takes the answer from native memory. */
  void takeAnswer() {
    try {
      int length = shared.calls.plausible(transferred, target, code, outCapacity);
      address = Calls.address(form, block, blockOffset, inLength);
      answer = Calls.answer(form, block, blockOffset, inLength, outCapacity, length);
    } catch (Throwable thrown) { // no memory
      failure = thrown;
    }
  }

  /** A worker shall take the answer, and then give the memory back. */
  void copyLater() {
    phase = TO_BE_COPIED;
    shared.completions.later(this);
  }

  /** It holds nothing of the kernel's any more: its future may be completed. */
  void ended() {
    phase = ENDED;
    if (event == null && future.isDone()) {
      future.settle();
      return;
    }
    if (form.isAwaited()) {
      shared.completions.later(this);
    } else {
      shared.completions.deliver(this);
    }
  }

  // --- Whoever completes the future ---

  /**
   * Completes the future. An executor that has taken it and then fails may run it all the same, so
   * only one run at a time counts.
   */
  @Override
  public void run() {
    try {
      tryToComplete();
    } catch (Throwable thrown) { // this thread's stack is at its end, or the memory
      if (!future.isDone()) {
        shared.completions.later(this);
      }
      throw thrown;
    }
  }

  private void tryToComplete() {
    if (copy()) {
      ended();
      return;
    }
    if (event == null && future.isDone()) {
      future.settle();
      return; // nobody reads what would be made of the outcome
    }
    if (isLeftToOthers() || !PHASE.compareAndSet(this, ENDED, CLAIMED)) {
      return;
    }
    try {
      complete();
    } finally {
      if (!future.isDone()) {
        phase = ENDED;
        if (!isLeftToOthers()) {
          shared.completions.later(this); // there was no memory for it, or no stack
        }
      } else {
        future.settle();
      }
    }
  }

  /** Whether other code is about to end the future; it returns if that fails. */
  private boolean isLeftToOthers() {
    if (event == null && future.isAbandoned() && !future.isDone()) {
      isSkipped = true;
      return future.isAbandoned();
    }
    return false;
  }

  /** Takes the answer out of a large block, if that is what it waits for. */
  private boolean copy() {
    if (phase != TO_BE_COPIED || !PHASE.compareAndSet(this, TO_BE_COPIED, COPYING)) {
      return false;
    }
    if (!future.isDone()) {
      takeAnswer();
    }
    NativeMemory taken = block;
    block = null;
    try {
      if (taken != null) {
        shared.calls.free(taken);
      }
    } catch (Throwable thrown) { // JNA is gone; the outcome is there all the same
      shared.counters.retain(1, size());
    }
    shared.counters.pending.decrementAndGet();
    shared.counters.pendingBytes.addAndGet(-size());
    return true;
  }

  private void complete() {
    O value = null;
    Throwable reason = failure;
    ByteBuffer memory = answer;
    if (reason == null && error == Kernel.SUCCESS && memory != null) {
      try {
        value = form.decode(memory.position(answerStart()), address, transferred, status);
      } catch (Throwable thrown) { // by a decoder of the user's
        reason = thrown;
      }
    } else if (reason == null) {
      reason = reason();
    }
    OperationRecord recorded = event;
    if (recorded != null) {
      event = null;
      shared.records.ended(recorded, target, code, false, reason);
    }
    if (reason == null) {
      future.deliver(value);
    } else {
      future.deliverFailure(reason);
    }
  }

  private Throwable reason() {
    try {
      return isEndedByEngine
          ? failureAtEnd(status)
          : shared.calls.failure(target, code, error, status, transferred, output());
    } catch (Throwable thrown) { // no memory, or no JNA any more
      return thrown;
    }
  }

  /** Where the output begins in the answer; a decoder may have moved its position. */
  private int answerStart() {
    return form.takesInput() ? Calls.outOffset(inLength) : 0;
  }

  private ByteBuffer output() {
    return answer == null ? NativeMemory.nothing() : form.output(answer.position(answerStart()));
  }

  // --- The end of the engine ---

  /** Ends the future, unless its outcome exists, in a large block it may be. */
  void endWithoutOutcome() {
    if (phase < TO_BE_COPIED) {
      future.deliverFailure(failureAtEnd(0));
    }
  }

  /** Ends the future with its outcome; with what the kernel answered, if a decoder keeps that. */
  void endWithOutcome() {
    if (copy()) {
      phase = ENDED;
    }
    run();
    if (!future.isDone() && !future.isAbandoned()) {
      future.deliverFailure(
          error == Kernel.SUCCESS && answer != null
              ? shared.calls.undecoded(
                  target,
                  code,
                  transferred,
                  form.output(answer.duplicate().position(answerStart())))
              : failureAtEnd(0));
    }
  }

  private Throwable failureAtEnd(int lastStatus) {
    Throwable cause = shared.death();
    return cause == null
        ? shared.calls.engineClosed(target, code, lastStatus)
        : new IOException("the engine's waiter has died", cause);
  }

  // --- IoctlFuture.Owner ---

  @Override
  public void abandoned() {
    if (phase == ISSUED && PHASE.compareAndSet(this, ISSUED, UNWANTED)) {
      boolean posted = false;
      try {
        posted = shared.mailbox.post(this);
      } catch (Throwable thrown) { // this thread's stack is at its end
        shared.missedCancels = true;
        posted = true;
      }
      if (posted) {
        shared.wakeInAnyCase();
      }
    }
  }

  @Override
  public void wantedAgain() {
    if (isSkipped) {
      isSkipped = false;
      shared.completions.later(this);
    }
  }

  /** The future has ended and needs nothing more, although the memory may. */
  @Override
  public void futureEnded() {
    shared.live.remove(this);
  }
}

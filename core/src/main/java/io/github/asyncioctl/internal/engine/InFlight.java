package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The operations in the kernel, and everything that they hold: from the starting call until the
 * kernel has released their memory. All of it belongs to the waiter's thread, always; the futures
 * do not.
 */
final class InFlight implements Lane.Finder {
  private final Kernel kernel;
  private final Shared shared;
  private final Calls calls;
  private final Counters counters;
  private final LongSupplier clock;
  private final Overstays overstays;

  private final WaitSet waitSet;
  private final Lanes lanes;
  private final Blocks blocks;

  /** Those that were issued on their callers' threads. */
  private final List<Operation<?>> adopted = new ArrayList<>(InlineSlots.COUNT);

  /** The DWORD for the byte count of an immediate success. */
  private final NativeMemory returned;

  /** Created once: creating it each time could run out of memory. */
  private final Overstays.All all = this::forEach;

  private final Lane.Finder cancelling = this::cancel;
  private final Lane.Finder surrendering = this::surrender;

  private int count;

  /** How many have ended since this was asked last. */
  private int ended;

  private boolean closing;

  InFlight(Kernel kernel, Shared shared, LongSupplier clock, WaitSet waitSet) {
    this.kernel = kernel;
    this.shared = shared;
    this.calls = shared.calls;
    this.counters = shared.counters;
    this.clock = clock;
    overstays = new Overstays(shared.calls, shared.notices);
    this.waitSet = waitSet;
    lanes = new Lanes(kernel, waitSet, counters);
    blocks = new Blocks(kernel);
    returned = kernel.allocate(Long.BYTES);
  }

  /** How many operations the kernel has. */
  int count() {
    return count;
  }

  /** How many have ended since this was asked last. */
  int takeEnded() {
    int taken = ended;
    ended = 0;
    return taken;
  }

  /** How many of them it got on the threads of their callers. */
  int adopted() {
    return adopted.size();
  }

  /**
   * To be called after starts and before the wait: a start may have wiped out a signal.
   *
   * @return whether it may have been that of an operation that is still pending
   */
  boolean sweepAfterStarts() {
    return lanes.sweepAfterStarts(this);
  }

  /** Finds what has completed, whether it was signalled or not. */
  void sweep() {
    lanes.sweep(this);
    for (int i = adopted.size() - 1; i >= 0; i--) {
      sweep(adopted.get(i));
    }
  }

  /**
   * Finds what has completed of a signal's operations.
   *
   * @return whether others are left, whose signal it may have been
   */
  boolean sweep(Signal signal) {
    if (signal instanceof Lane lane) {
      lane.sweep(this);
      return lane.active() > 0;
    }
    for (int i = adopted.size() - 1; i >= 0; i--) {
      Operation<?> operation = adopted.get(i);
      if (operation.signal == signal) {
        sweep(operation);
        return operation.signal == signal;
      }
    }
    return false;
  }

  private void sweep(Operation<?> inlineOperation) {
    if (inlineOperation.status() != NtStatus.PENDING) {
      completed(inlineOperation);
    }
  }

  /**
   * Reports operations that were cancelled long ago.
   *
   * @return after how many milliseconds to look again
   */
  int lookAtOverstays(LongSupplier time) {
    return overstays.isEmpty() ? Kernel.INFINITE : overstays.look(time.getAsLong(), all);
  }

  private void forEach(Lane.Finder action) {
    lanes.forEach(action);
    for (int i = adopted.size() - 1; i >= 0; i--) {
      action.completed(adopted.get(i));
    }
  }

  // --- The start ---

  /** Takes an operation over that has come through the mailbox. */
  void accept(Operation<?> operation) {
    if (!operation.take()) {
      cancel(operation);
    } else if (operation.signal != null) {
      adopt(operation);
    } else {
      start(operation);
    }
  }

  private void start(Operation<?> operation) {
    if (closing || operation.isUnwanted()) {
      operation.isEndedByEngine = closing;
      operation.outcome(Kernel.OPERATION_ABORTED, 0, 0);
      forget(operation);
      operation.ended();
      return;
    }
    Lane lane;
    try {
      if (Calls.isClosed(operation.target)) {
        throw calls.socketClosed(operation.target, operation.code, 0);
      }
      lane = prepare(operation);
    } catch (Throwable failure) { // of this operation alone
      operation.fail(failure);
      forget(operation);
      operation.ended();
      return;
    }
    int error;
    try {
      error = issue(operation, lane);
    } catch (Throwable thrown) { // no memory, or no JNA any more
      operation.fail(thrown);
      error = Kernel.FAULTED;
    }
    if (error == Kernel.FAULTED) {
      giveUp(operation);
    } else if (error != Kernel.IO_PENDING) {
      // Nothing is pending then, whatever the status says.
      int status = operation.status();
      long transferred = lane.transferred(operation.index);
      int counted = returned.buffer().getInt(0);
      end(
          operation,
          error,
          Calls.statusAtOnce(error, status),
          Calls.countAtOnce(counted, status, transferred));
    } else if (operation.status() != NtStatus.PENDING) {
      completed(operation);
    } else {
      lookAgain(operation);
    }
  }

  /**
   * It is unknown whether the kernel has it. If something is pending, its outcome is not wanted.
   */
  private void giveUp(Operation<?> operation) {
    Target target = operation.target;
    long overlapped = operation.overlapped();
    operation.outcome(Kernel.FAULTED, 0, 0);
    retain(operation);
    operation.ended();
    target.cancel(kernel, overlapped);
  }

  /**
   * Checks again an operation that is pending now. If its socket was closed in the meantime, the
   * handle's value may already have belonged to another socket.
   */
  private void lookAgain(Operation<?> operation) {
    if (operation.isUnwanted() || Calls.isClosed(operation.target)) {
      cancel(operation);
    }
  }

  private Lane prepare(Operation<?> operation) throws KernelException {
    Lane lane = lanes.next();
    int index = lane.acquire(operation);
    try {
      int size = (int) operation.size();
      if (size > 0 && operation.block == null) {
        NativeMemory block = blocks.take(size);
        operation.block = block;
        if (operation.input != null) {
          block.write(0, operation.input);
          NativeInput.relocate(block, 0, operation.pointers);
        }
        // A kernel that writes less than it reports must not show what another operation left.
        block.clear(Calls.outOffset(operation.inLength), operation.outCapacity);
      }
      lane.prepare(index, operation.target.offset());
    } catch (Throwable failure) {
      lane.release(index);
      throw failure;
    }
    operation.input = null;
    operation.signal = lane;
    operation.index = index;
    count++;
    return lane;
  }

  private int issue(Operation<?> operation, Lane lane) {
    NativeMemory block = operation.block;
    returned.buffer().putInt(0, Calls.UNTOUCHED);
    shared.overdue.begin(operation.target, operation.code);
    try {
      return calls.issue(
          operation.target,
          operation.code,
          block == null ? 0 : block.address(),
          operation.inLength,
          operation.outCapacity,
          returned.address(),
          operation.form.manner() == Form.Manner.WITHOUT_OVERLAPPED
              ? 0
              : lane.address(operation.index));
    } finally {
      shared.overdue.end();
    }
  }

  /** Takes over an operation that was issued on a caller's thread and turned out to be pending. */
  private void adopt(Operation<?> operation) {
    count++;
    adopted.add(operation);
    waitSet.add(operation.signal());
    // Its event may have been signalled, and its status written, long ago.
    sweep(operation);
    if (operation.signal != null) {
      if (closing) {
        cancel(operation);
      } else {
        lookAgain(operation);
      }
    }
  }

  // --- Cancelling ---

  /** Asks the kernel to cancel an operation, once, and if it has it at all. */
  private void cancel(Operation<?> operation) {
    if (operation.signal == null || operation.isCancelAsked) {
      return;
    }
    operation.isCancelAsked = true;
    operation.target.cancel(kernel, operation.overlapped());
    if (operation.status() == NtStatus.PENDING) {
      overstays.cancelled(operation, clock.getAsLong());
    } else {
      completed(operation);
    }
  }

  /** Cancels operations that are not wanted any more, although their senders could not say so. */
  void cancelUnwanted() {
    forEach(
        operation -> {
          if (operation.isUnwanted()) {
            cancel(operation);
          }
        });
  }

  /** Starts nothing any more and cancels what is pending. */
  void close() {
    closing = true;
    forEach(cancelling);
  }

  // --- The end ---

  /** The status of an operation is not pending any more: the kernel is done with it. */
  @Override
  public void completed(Operation<?> operation) {
    int status = operation.status();
    int error = calls.error(operation.target, status, operation.overlapped());
    if (error == Kernel.OPERATION_ABORTED
        && isDueToThread(operation)
        && takesInputBack(operation)) {
      issueAgain(operation);
    } else {
      end(operation, error, status, operation.signal().transferred(operation.index));
    }
  }

  /**
   * Whether an operation that its caller's thread issued was cancelled because that thread has
   * ended, and may be issued again. If the owner of a handle is unknown, so is whether it was
   * closed, and a new operation could use the handle of other code.
   */
  private boolean isDueToThread(Operation<?> operation) {
    return operation.signal instanceof InlineSlot
        && operation.form.isQuestion()
        && operation.pointers.length == 0 // they are addresses in the slot by now
        && !closing
        && !operation.isCancelAsked
        && operation.target.owner() != null
        && !Calls.isClosed(operation.target);
  }

  /** Takes the input back from native memory, which another operation may get. */
  private static boolean takesInputBack(Operation<?> operation) {
    NativeMemory block = operation.block;
    if (block != null && operation.inLength > 0) {
      try {
        byte[] input = new byte[operation.inLength];
        block.read(operation.blockOffset, operation.inLength).get(input);
        operation.input = input;
      } catch (OutOfMemoryError e) { // then it ends as the system ended it
        return false;
      }
    }
    return true;
  }

  private void issueAgain(Operation<?> operation) {
    releaseSlot(operation);
    operation.block = null; // it was the inline slot's
    operation.blockOffset = 0;
    start(operation);
  }

  /**
   * Releases what an operation holds after the kernel has released it, and has the operation
   * completed.
   */
  private void end(Operation<?> operation, int error, int status, long transferred) {
    ended++;
    counters.later.incrementAndGet();
    int outcome = operation.form.succeedsWith(error) ? Kernel.SUCCESS : error;
    if (outcome != Kernel.SUCCESS && status != 0 && !Calls.hasData(error, status)) {
      outcome = closedHere(operation, outcome);
    }
    counters.ended(outcome);
    operation.outcome(outcome, status, transferred);
    // The block of an inline slot is the slot's own.
    NativeMemory block = operation.signal instanceof InlineSlot ? null : operation.block;
    boolean isLarge = block != null && block.size() > Blocks.LARGEST_KEPT;
    boolean isWanted = operation.hasAnswer() && !operation.isUnwanted();
    if (isWanted && !isLarge) {
      operation.takeAnswer();
    }
    releaseSlot(operation);
    if (isWanted && isLarge) {
      operation.copyLater();
      return;
    }
    operation.block = null;
    if (block != null) {
      blocks.give(block);
    }
    leave(operation);
    operation.ended();
  }

  /**
   * Providers have many words for "the handle was closed under the operation". If it was closed
   * here, it is 995; and while the engine is closing, it is the engine that has ended it.
   */
  private int closedHere(Operation<?> operation, int error) {
    if (Calls.isClosed(operation.target)) {
      return Kernel.OPERATION_ABORTED;
    }
    operation.isEndedByEngine = closing && error == Kernel.OPERATION_ABORTED;
    return error;
  }

  private void releaseSlot(Operation<?> operation) {
    Signal signal = operation.signal();
    overstays.gone(operation);
    count--;
    if (signal instanceof InlineSlot) {
      adopted.remove(operation);
      waitSet.remove(signal);
    }
    signal.release(operation.index);
    operation.signal = null;
  }

  /** An operation that has no slot leaves: it was never issued, or it was refused. */
  private void forget(Operation<?> operation) {
    NativeMemory block = operation.block;
    operation.block = null;
    if (block != null) {
      blocks.give(block);
    }
    leave(operation);
  }

  private void leave(Operation<?> operation) {
    counters.pending.decrementAndGet();
    counters.pendingBytes.addAndGet(-operation.size());
  }

  /**
   * Leaves the memory of an operation to the kernel permanently: its slot stays occupied, and is
   * never checked again.
   */
  private void retain(Operation<?> operation) {
    if (operation.signal instanceof Lane lane) {
      lane.retain(operation.index);
    } else {
      adopted.remove(operation);
    }
    operation.signal = null;
    overstays.gone(operation);
    count--;
    NativeMemory block = operation.block;
    counters.retain(1, Overlapped.SIZE + (block == null ? 0L : block.size()));
    leave(operation);
  }

  /** Leaves to the kernel what it still has when the time for it has run out. */
  void surrender() {
    int before = counters.retained();
    forEach(surrendering);
    int kept = counters.retained() - before;
    if (kept > 0) {
      shared.notices.warn(
          "The kernel has not released {} operation(s); their memory is never freed", kept);
    }
  }

  private void surrender(Operation<?> operation) {
    retain(operation);
    operation.isEndedByEngine = true;
    operation.outcome(Kernel.OPERATION_ABORTED, 0, 0);
    operation.ended();
  }

  /** Frees what the kernel does not hold. */
  void free() {
    lanes.close();
    blocks.close();
    kernel.free(returned);
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations in the kernel's hands, and everything that they hold: from the starting call until
 * the kernel has given their memory back. Owned by the waiter; all methods are for its thread, or
 * for the one that took its state over.
 */
final class InFlight {
  private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

  private final Kernel kernel;
  private final Calls calls;
  private final Custody custody;
  private final Handover handover;
  private final Counters counters;
  private final LongSupplier clock;
  private final Overstays overstays;

  private final WaitSet waitSet;
  private final Lanes lanes;
  private final Blocks blocks;
  private final List<InlineSlot> adopted = new ArrayList<>(InlineSlots.COUNT);

  /** The DWORD for the byte count of an immediate success. */
  private final NativeMemory returned;

  /** The operation that was taken from the mailbox and has no slot yet. */
  private @Nullable Operation<?> unissued;

  private int count;

  /** How many have ended since this was asked last. */
  private int ended;

  private boolean closing;

  InFlight(
      Kernel kernel,
      Calls calls,
      Custody custody,
      Handover handover,
      Counters counters,
      LongSupplier clock,
      WaitSet waitSet) {
    this.kernel = kernel;
    this.calls = calls;
    this.custody = custody;
    this.handover = handover;
    this.counters = counters;
    this.clock = clock;
    overstays = new Overstays(calls, custody);
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
      adopted.get(i).sweep(this);
    }
  }

  /**
   * Tells of operations that were cancelled long ago.
   *
   * @return after how many milliseconds to look again
   */
  int lookAtOverstays(long now) {
    return overstays.look(now, this);
  }

  /** Issues an operation that has not been issued yet. */
  void start(Operation<?> operation) {
    if (operation.future.isAbandoned()) {
      counters.pending.decrementAndGet();
      return;
    }
    unissued = operation;
    Slot slot;
    try {
      if (closing) {
        throw calls.engineClosed(operation);
      }
      if (isClosed(operation)) {
        throw calls.socketClosed(operation.target, operation.code);
      }
      slot = prepare(operation);
    } catch (Custody.LostException lost) {
      throw lost;
    } catch (Throwable failure) { // of this operation alone
      unissued = null;
      handover.conclude(operation, failure);
      return;
    }
    unissued = null;
    int error = issue(operation, slot);
    if (error == Kernel.FAULTED) {
      // Should something be pending, nobody wants it any more.
      cancel(operation.target, slot);
      retain(operation, slot);
      handover.conclude(operation, outcome(operation, error, 0, 0));
    } else if (error != Kernel.IO_PENDING) {
      // Nothing is pending then, whatever the status says.
      end(operation, error, 0, returnedCount());
    } else if (!slot.isPending()) {
      completed(slot);
    } else if (isClosed(operation)) {
      // Closed while it was issued: the handle's value may be somebody else's already.
      cancel(operation);
    }
  }

  /** What an IOCTL transferred is what the call says: InternalHigh may not be written. */
  private long returnedCount() {
    return Integer.toUnsignedLong(returned.buffer().getInt(0));
  }

  /** Asks the socket object, which may be of a class of the user's and may hold a lock. */
  private boolean isClosed(Operation<?> operation) {
    custody.leave(null, 0);
    try {
      return Calls.isClosed(operation.target);
    } finally {
      custody.back();
    }
  }

  private Slot prepare(Operation<?> operation) throws KernelException {
    Slot slot = lanes.acquire(operation);
    try {
      int outOffset = Calls.outOffset(operation.inLength);
      int size = outOffset + operation.outCapacity;
      if (size > 0) {
        NativeMemory block = blocks.take(size);
        operation.block = block;
        if (operation.input != null) {
          block.write(0, operation.input);
          NativeInput.relocate(block, 0, operation.pointers);
        }
        // A kernel that writes less than it reports must not show what another operation left.
        block.clear(outOffset, operation.outCapacity);
      }
    } catch (Throwable failure) {
      if (operation.block != null) {
        blocks.give(operation.block);
        operation.block = null;
      }
      slot.release();
      throw failure;
    }
    operation.input = null;
    operation.slot = slot;
    slot.prepare(operation.target.offset());
    count++;
    return slot;
  }

  private int issue(Operation<?> operation, Slot slot) {
    NativeMemory block = operation.block;
    returned.buffer().putInt(0, 0);
    custody.leave(operation, clock.getAsLong());
    try {
      return calls.issue(
          operation.target,
          operation.code,
          block == null ? 0 : block.address(),
          operation.inLength,
          operation.outCapacity,
          returned.address(),
          operation.form.manner() == Form.Manner.WITHOUT_OVERLAPPED ? 0 : slot.address());
    } finally {
      custody.back();
    }
  }

  /** Takes over an operation that was issued on a caller's thread and turned out to be pending. */
  void adopt(InlineSlot inlineSlot, Operation<?> operation) {
    count++;
    adopted.add(inlineSlot);
    waitSet.add(inlineSlot);
    // Its event may have been signalled, and its status written, long ago.
    inlineSlot.sweep(this);
    if (closing) {
      cancelAtEnd(operation);
    } else if (operation.future.isAbandoned()) {
      cancel(operation);
    }
  }

  /** Asks the kernel to cancel an operation, once, and if it has it at all. */
  void cancel(Operation<?> operation) {
    Slot slot = operation.slot;
    if (slot == null || operation.cancelAsked) {
      return;
    }
    operation.cancelAsked = true;
    cancel(operation.target, slot);
    if (slot.isPending()) {
      overstays.cancelled(operation, clock.getAsLong());
    } else {
      completed(slot);
    }
  }

  private void cancel(Target target, Slot slot) {
    custody.leave(null, 0);
    try {
      kernel.cancel(target.handle(), slot.address());
    } finally {
      custody.back();
    }
  }

  /** The status of a slot's operation is not pending any more: the kernel is done with it. */
  void completed(Slot slot) {
    Operation<?> operation = slot.occupant();
    int status = slot.status();
    int error = calls.error(operation.target, status, slot.address());
    if (error == Kernel.OPERATION_ABORTED
        && isDueToThread(operation, slot)
        && takesInputBack(operation)) {
      issueAgain(operation);
    } else {
      end(operation, error, status, slot.transferred());
    }
  }

  /**
   * Whether an operation that its caller's thread issued was cancelled because that thread has
   * ended, and may be issued again. Of a handle whose owner is unknown nobody knows whether it was
   * closed, and a new operation could meet somebody else's.
   */
  private boolean isDueToThread(Operation<?> operation, Slot slot) {
    return slot.signal() instanceof InlineSlot
        && operation.form.isQuestion()
        && !closing
        && !operation.cancelAsked
        && operation.target.owner() != null
        && !isClosed(operation);
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
    release(operation);
    operation.blockOffset = 0;
    start(operation);
  }

  /**
   * Releases what an operation holds, which the kernel has given back, and completes its future.
   */
  private void end(Operation<?> operation, int error, int status, long transferred) {
    Throwable failure;
    custody.leave(null, 0);
    try {
      failure = outcome(operation, error, status, transferred);
    } finally {
      custody.back();
    }
    release(operation);
    handover.conclude(operation, failure);
  }

  /**
   * Gives the operation its answer or its failure.
   *
   * @return a failure that is already an exception; may be null
   */
  private @Nullable Throwable outcome(
      Operation<?> operation, int error, int status, long transferred) {
    ended++;
    counters.later.increment();
    counters.ended(error);
    try {
      if (operation.event != null) {
        operation.event.outcome(error, status, transferred);
      }
      if (error != Kernel.SUCCESS) {
        operation.fail(calls, error, status, transferred);
        return operation.event == null
            ? null
            : calls.failure(operation, error, status, transferred);
      }
      operation.succeed(
          transferred,
          calls.plausible(transferred, operation.target, operation.code, operation.outCapacity));
      return null;
    } catch (Throwable thrown) { // no memory, or a logger, or a class that could not be loaded
      return thrown;
    }
  }

  private void release(Operation<?> operation) {
    Slot slot = operation.slot();
    NativeMemory block = operation.block;
    overstays.gone(operation);
    operation.slot = null;
    operation.block = null;
    count--;
    if (slot.signal() instanceof InlineSlot inlineSlot) {
      // The block is the inline slot's own.
      adopted.remove(inlineSlot);
      waitSet.remove(inlineSlot);
    } else if (block != null) {
      blocks.give(block);
    }
    slot.release();
  }

  /**
   * Leaves the memory of an operation to the kernel for good: its slot stays occupied, and nobody
   * will look at it again.
   */
  private void retain(Operation<?> operation, Slot slot) {
    slot.operation = null;
    operation.slot = null;
    overstays.gone(operation);
    count--;
    NativeMemory block = operation.block;
    counters.retain(1, Overlapped.SIZE + (block == null ? 0L : block.size()));
  }

  // --- The end ---

  /** Starts nothing any more and cancels what is pending. */
  void close() {
    closing = true;
    forEachOperation(this::cancelAtEnd);
  }

  private void cancelAtEnd(Operation<?> operation) {
    operation.isEndedByEngine = !operation.cancelAsked;
    cancel(operation);
  }

  void forEachOperation(Consumer<Operation<?>> action) {
    forEachActive(
        slot -> {
          if (slot.operation != null) {
            action.accept(slot.operation);
          }
        });
  }

  private void forEachActive(Consumer<Slot> action) {
    lanes.forEachActive(action);
    for (int i = adopted.size() - 1; i >= 0; i--) {
      action.accept(adopted.get(i).slot());
    }
  }

  /** An operation that was taken from the mailbox and has got no slot, when the waiter ends. */
  @Nullable Operation<?> takeUnissued() {
    Operation<?> operation = unissued;
    unissued = null;
    return operation;
  }

  /**
   * Ends the futures of the operations that the kernel still has, and leaves their memory to it for
   * good.
   *
   * @param reason makes the exception of each
   */
  void surrender(Function<Operation<?>, Throwable> reason) {
    handover.repeat();
    int before = counters.retained();
    // One whose release was interrupted does not know its slot any more.
    forEachActive(
        slot -> {
          if (slot.operation != null) {
            surrender(slot.operation, slot, reason);
          }
        });
    int kept = counters.retained() - before;
    if (kept > 0) {
      LOG.warn(
          "The kernel has not given back {} operation(s); their memory is kept for good", kept);
    }
  }

  private void surrender(
      Operation<?> operation, Slot slot, Function<Operation<?>, Throwable> reason) {
    retain(operation, slot);
    Throwable failure;
    try {
      if (!operation.cancelAsked && operation != custody.errand()) {
        kernel.cancel(operation.target.handle(), slot.address());
      }
      failure = reason.apply(operation);
    } catch (Throwable thrown) { // no memory, or no JNA any more
      failure = thrown;
    }
    handover.concludeAtEnd(operation, failure);
  }

  /** The same at the ordinary end, when the time for it has run out. */
  void surrender() {
    surrender(calls::engineClosed);
  }

  /** Frees what the kernel does not hold. */
  void free() {
    lanes.close();
    blocks.close();
    kernel.free(returned);
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts operations, waits for their events, and ends them: the work of the engine's one thread,
 * and the owner of everything that is in the kernel's hands. All methods are for that thread, or
 * for the one that took its state over.
 */
final class Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);

  /** While the engine closes: how often to look whether the inline slots have come back. */
  private static final int CLOSING_LOOK_MILLIS = 10;

  /** How often to look after an unexplained signal: after 1, 4, 16 ms and so on. */
  private static final int LOOKS = 6;

  private static final int RETURNED = Kernel.MAXIMUM_WAIT_OBJECTS * Long.BYTES;

  private final Kernel kernel;
  private final Calls calls;
  private final Mailbox mailbox;
  private final Custody custody;
  private final InlineSlots inlineSlots;
  private final Deliveries deliveries;
  private final Counters counters;
  private final LongSupplier clock;

  /** The handles of the wait, and the DWORD for the byte count of an immediate success. */
  private final NativeMemory memory;

  private final WaitSet waitSet;
  private final Lanes lanes;
  private final Blocks blocks;
  private final List<InlineSlot> adopted = new ArrayList<>(InlineSlots.COUNT);

  /** What was taken from the mailbox and is still to be performed. */
  private @Nullable Command commands;

  /** The operation that was taken from the mailbox and has no slot yet. */
  private @Nullable Operation<?> unissued;

  /** The operation whose future is being handed over, while the executor has not come back. */
  private @Nullable Operation<?> handingOver;

  private int inFlight;
  private int looks;
  private boolean closing;
  private long closeDeadline;
  private long now;

  Waiter(
      Kernel kernel,
      Calls calls,
      Mailbox mailbox,
      Custody custody,
      InlineSlots inlineSlots,
      Deliveries deliveries,
      Counters counters,
      LongSupplier clock,
      long controlEvent) {
    this.kernel = kernel;
    this.calls = calls;
    this.mailbox = mailbox;
    this.custody = custody;
    this.inlineSlots = inlineSlots;
    this.deliveries = deliveries;
    this.counters = counters;
    this.clock = clock;
    memory = kernel.allocate(RETURNED + Long.BYTES);
    waitSet = new WaitSet(kernel, memory, controlEvent);
    lanes = new Lanes(kernel, waitSet);
    blocks = new Blocks(kernel);
  }

  /**
   * Runs until the engine is closed and the kernel has given everything back, or the time is up.
   */
  void run() throws KernelException {
    while (true) {
      now = clock.getAsLong();
      performAll(mailbox.takeAll());
      lanes.sweepAfterStarts(this);
      if (closing && isDrained()) {
        return;
      }
      Signal signal = awaitSignal(deliveries.relieve(now));
      int before = inFlight;
      signal.sweep(this);
      if (inFlight == before && signal.isExpected()) {
        looks = LOOKS;
      }
    }
  }

  private void performAll(@Nullable Command first) {
    commands = first;
    while (commands != null) {
      Command command = commands;
      commands = command.next;
      command.next = null;
      command.perform(this);
    }
  }

  private Signal awaitSignal(int millis) throws KernelException {
    int timeout = 0;
    if (waitSet.isRound() && mailbox.sleep()) {
      timeout = closing ? CLOSING_LOOK_MILLIS : untilNextLook(millis);
    }
    Signal signal;
    custody.leave(null, now);
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

  private int untilNextLook(int millis) {
    if (looks == 0) {
      return millis;
    }
    int delay = 1 << (2 * (LOOKS - looks));
    return millis == Kernel.INFINITE ? delay : Math.min(millis, delay);
  }

  /**
   * After a signal that no completion explains. That is ordinary, as an operation that succeeds at
   * once signals too; but should a provider signal before it writes the status, nobody else would
   * look.
   */
  private void lookAgain() {
    if (looks > 0) {
      looks--;
      lanes.sweep(this);
      for (int i = adopted.size() - 1; i >= 0; i--) {
        adopted.get(i).sweep(this);
      }
    }
  }

  // --- The life of an operation ---

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
      endUnissued(operation, failure);
      return;
    }
    unissued = null;
    int error = issue(operation, slot);
    if (error == Kernel.FAULTED) {
      retain(operation, slot);
      endUnissued(operation, outcome(operation, error, 0, 0));
    } else if (error != Kernel.IO_PENDING) {
      // Nothing is pending then, whatever the status says. What a success transferred is what the
      // call says: InternalHigh may not be written.
      end(operation, error, 0, Integer.toUnsignedLong(memory.buffer().getInt(RETURNED)));
    } else if (!slot.isPending()) {
      completed(slot);
    } else if (isClosed(operation)) {
      // Closed while it was issued: the handle's value may be somebody else's already.
      cancel(operation);
    }
  }

  /** Asks the socket object, which may be of a class of the user's and may hold a lock. */
  private boolean isClosed(Operation<?> operation) {
    custody.leave(null, now);
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
    slot.prepare();
    inFlight++;
    return slot;
  }

  private int issue(Operation<?> operation, Slot slot) {
    NativeMemory block = operation.block;
    memory.buffer().putInt(RETURNED, 0);
    custody.leave(operation, clock.getAsLong());
    try {
      return calls.issue(
          operation.target,
          operation.code,
          block == null ? 0 : block.address(),
          operation.inLength,
          operation.outCapacity,
          memory.address() + RETURNED,
          slot.address());
    } finally {
      custody.back();
    }
  }

  /** Takes over an operation that was issued on a caller's thread and turned out to be pending. */
  void adopt(InlineSlot inlineSlot, Operation<?> operation) {
    inFlight++;
    adopted.add(inlineSlot);
    waitSet.add(inlineSlot);
    // Its event may have been signalled, and its status written, long ago.
    inlineSlot.sweep(this);
    if (closing || operation.future.isAbandoned()) {
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
    custody.leave(null, now);
    try {
      kernel.cancel(operation.target.handle(), slot.address());
    } finally {
      custody.back();
    }
    if (!slot.isPending()) {
      completed(slot);
    }
  }

  /** The status of a slot's operation is not pending any more: the kernel is done with it. */
  void completed(Slot slot) {
    Operation<?> operation = slot.occupant();
    int status = slot.status();
    end(
        operation,
        calls.error(operation.target, status, slot.address()),
        status,
        slot.transferred());
  }

  /**
   * Releases what an operation holds, which the kernel has given back, and completes its future.
   */
  private void end(Operation<?> operation, int error, int status, long count) {
    Throwable failure;
    custody.leave(null, now);
    try {
      failure = outcome(operation, error, status, count);
    } finally {
      custody.back();
    }
    release(operation);
    endUnissued(operation, failure);
  }

  /** Gives the operation its answer, or returns what it fails with. */
  private @Nullable Throwable outcome(Operation<?> operation, int error, int status, long count) {
    try {
      if (error != Kernel.SUCCESS) {
        return calls.failure(operation.target, operation.code, error, status);
      }
      operation.succeed(
          calls.plausible(count, operation.target, operation.code, operation.outCapacity));
      return null;
    } catch (Throwable thrown) { // no memory, or a logger, or a class that could not be loaded
      return thrown;
    }
  }

  private void release(Operation<?> operation) {
    Slot slot = operation.slot();
    NativeMemory block = operation.block;
    operation.slot = null;
    operation.block = null;
    inFlight--;
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
    inFlight--;
    counters.retained.incrementAndGet();
  }

  private void endUnissued(Operation<?> operation, @Nullable Throwable failure) {
    unissued = null;
    counters.pending.decrementAndGet();
    if (failure != null) {
      operation.fail(failure);
    }
    handingOver = operation;
    custody.leave(null, now);
    try {
      deliveries.deliver(operation);
    } finally {
      custody.back();
    }
    handingOver = null;
  }

  // --- The end ---

  /** Starts nothing any more and cancels what is pending. */
  void close(long deadline) {
    closing = true;
    closeDeadline = deadline;
    forEachActive(
        slot -> {
          if (slot.operation != null) {
            cancel(slot.operation);
          }
        });
  }

  private boolean isDrained() {
    boolean inlineDrained = inlineSlots.close();
    return (inFlight == 0 && inlineDrained) || clock.getAsLong() - closeDeadline >= 0;
  }

  private void forEachActive(Consumer<Slot> action) {
    lanes.forEachActive(action);
    for (int i = adopted.size() - 1; i >= 0; i--) {
      action.accept(adopted.get(i).slot());
    }
  }

  /**
   * Refuses what has come last, gives up what the kernel still has, and frees the rest.
   *
   * @param signalsAreCertain whether each signal of the control event is accounted for
   */
  void finish(boolean signalsAreCertain) {
    performAll(mailbox.close());
    deliveries.forgetUsersExecutor();
    counters.retained.addAndGet(Math.max(0, inlineSlots.inUse() - adopted.size()));
    surrender(calls::engineClosed);
    lanes.close();
    blocks.close();
    waitSet.close(signalsAreCertain, mailbox.isSignalOwed());
    kernel.free(memory);
  }

  /** The commands that it has taken and not performed, when it ends before its time. */
  @Nullable Command takeCommands() {
    Command rest = commands;
    commands = null;
    Operation<?> started = unissued;
    unissued = null;
    if (started != null) {
      started.next = rest;
      return started;
    }
    return rest;
  }

  /**
   * Ends the futures of the operations that the kernel still has, and leaves their memory to it for
   * good.
   *
   * @param reason makes the exception of each
   */
  void surrender(Function<Operation<?>, Throwable> reason) {
    Operation<?> halfDelivered = handingOver;
    handingOver = null;
    if (halfDelivered != null) {
      deliveries.deliver(halfDelivered);
    }
    int before = counters.retained.get();
    forEachActive(
        slot -> {
          if (slot.operation != null) {
            surrender(slot.operation, slot, reason);
          }
        });
    int kept = counters.retained.get() - before;
    if (kept > 0) {
      LOG.warn(
          "The kernel has not given back {} operation(s); their memory is kept for good", kept);
    }
  }

  private void surrender(
      Operation<?> operation, Slot slot, Function<Operation<?>, Throwable> reason) {
    retain(operation, slot);
    counters.pending.decrementAndGet();
    try {
      if (!operation.cancelAsked && operation != custody.errand()) {
        kernel.cancel(operation.target.handle(), slot.address());
      }
      operation.fail(reason.apply(operation));
    } catch (Throwable thrown) { // no memory, or no JNA any more
      operation.fail(thrown);
    }
    deliveries.deliver(operation);
  }
}

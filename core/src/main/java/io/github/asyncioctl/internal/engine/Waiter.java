package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts operations, waits for their events, and ends them: the work of the engine's one thread, and
 * the owner of everything that is in the kernel's hands. All methods are for that thread, or for the
 * one that took its state over.
 */
final class Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(Waiter.class);

  /** While the engine closes: how often to look whether the inline slots have come back. */
  private static final int CLOSING_LOOK_MILLIS = 10;

  private final Kernel kernel;
  private final Calls calls;
  private final Mailbox mailbox;
  private final Custody custody;
  private final InlineSlots inlineSlots;
  private final Deliveries deliveries;
  private final Counters counters;
  private final LongSupplier clock;

  private final NativeMemory returned;
  private final WaitSet waitSet;
  private final Lanes lanes;
  private final Blocks blocks;
  private final List<InlineSlot> adopted = new ArrayList<>();

  private int inFlight;
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
    returned = kernel.allocate(Long.BYTES);
    waitSet = new WaitSet(kernel, controlEvent);
    lanes = new Lanes(kernel, waitSet);
    blocks = new Blocks(kernel);
  }

  /** Runs until the engine is closed and the kernel has given everything back, or the time is up. */
  void run() throws KernelException {
    do {
      now = clock.getAsLong();
      perform(mailbox.takeAll());
      lanes.sweepAfterStarts(this);
      awaitSignal().sweep(this);
    } while (!closing || !isDrained());
  }

  private void perform(@Nullable Command first) {
    for (Command command = first; command != null; ) {
      Command following = command.next;
      command.next = null;
      command.perform(this);
      command = following;
    }
  }

  private Signal awaitSignal() throws KernelException {
    int timeout = waitSet.isRound() && mailbox.sleep() ? timeout() : 0;
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
    }
    return signal;
  }

  private int timeout() {
    int relief = deliveries.relieve(now);
    return closing ? CLOSING_LOOK_MILLIS : relief;
  }

  // --- The life of an operation ---------------------------------------------------------------

  /** Issues an operation that has not been issued yet. */
  void start(Operation<?> operation) {
    if (operation.future.isAbandoned()) {
      counters.pending.decrementAndGet();
      return;
    }
    IOException refusal =
        closing ? calls.closedFailure(operation) : operation.target.refusal();
    if (refusal != null) {
      endUnissued(operation, refusal);
      return;
    }
    Slot slot;
    try {
      slot = prepare(operation);
    } catch (KernelException | OutOfMemoryError e) {
      endUnissued(operation, e);
      return;
    }
    int error = issue(operation, slot);
    if (error == Kernel.SUCCESS) {
      // The call's own count: InternalHigh may not be written for an immediate success.
      succeed(operation, Integer.toUnsignedLong(returned.buffer().getInt(0)));
    } else if (error != Kernel.IO_PENDING) {
      // Nothing is pending then, whatever the status says.
      end(operation, calls.failure(operation.target, operation.code, error, 0));
    } else if (!slot.isPending()) {
      completed(slot);
    } else if (operation.target.refusal() != null) {
      // Closed while it was issued: the handle's value may be somebody else's already.
      cancel(operation);
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
    } catch (OutOfMemoryError e) {
      slot.release();
      throw e;
    }
    operation.input = null;
    operation.slot = slot;
    slot.prepare();
    inFlight++;
    return slot;
  }

  private int issue(Operation<?> operation, Slot slot) {
    NativeMemory block = operation.block;
    returned.buffer().putInt(0, 0);
    custody.leave(operation, now);
    try {
      return calls.issue(
          operation.target,
          operation.code,
          block == null ? 0 : block.address(),
          operation.inLength,
          operation.outCapacity,
          returned.address(),
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
    int error = kernel.cancel(operation.target.handle(), slot.address());
    if (error != Kernel.SUCCESS) {
      LOG.debug("CancelIoEx, code 0x{}: error {}", Integer.toHexString(operation.code), error);
    }
    if (!slot.isPending()) {
      completed(slot);
    }
  }

  /** The status of a slot's operation is not pending any more: the kernel is done with it. */
  void completed(Slot slot) {
    Operation<?> operation = slot.occupant();
    int status = slot.status();
    int error = calls.error(operation.target, status, slot.address());
    if (error == Kernel.SUCCESS) {
      succeed(operation, slot.transferred());
    } else {
      end(operation, calls.failure(operation.target, operation.code, error, status));
    }
  }

  private void succeed(Operation<?> operation, long count) {
    Throwable failure = null;
    try {
      operation.succeed(
          calls.plausible(count, operation.target, operation.code, operation.outCapacity));
    } catch (OutOfMemoryError e) {
      failure = e;
    }
    end(operation, failure);
  }

  /** Releases what an operation holds, which the kernel has given back, and completes its future. */
  private void end(Operation<?> operation, @Nullable Throwable failure) {
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
    endUnissued(operation, failure);
  }

  private void endUnissued(Operation<?> operation, @Nullable Throwable failure) {
    counters.pending.decrementAndGet();
    if (failure != null) {
      operation.fail(failure);
    }
    deliver(operation);
  }

  private void deliver(Operation<?> operation) {
    custody.leave(null, now);
    try {
      deliveries.deliver(operation);
    } finally {
      custody.back();
    }
  }

  // --- The end --------------------------------------------------------------------------------

  /** Starts nothing any more and cancels what is pending. */
  void close(long deadline) {
    closing = true;
    closeDeadline = deadline;
    forEachActive(slot -> cancel(slot.occupant()));
  }

  private boolean isDrained() {
    boolean inlineDrained = inlineSlots.close();
    return inFlight == 0 && inlineDrained || clock.getAsLong() - closeDeadline >= 0;
  }

  private void forEachActive(Consumer<Slot> action) {
    lanes.forEachActive(action);
    for (InlineSlot inlineSlot : List.copyOf(adopted)) {
      action.accept(inlineSlot.slot());
    }
  }

  /** Refuses what has come last, gives up what the kernel still has, and frees the rest. */
  void finish() {
    perform(mailbox.close());
    surrender(calls::closedFailure);
    lanes.close();
    blocks.close();
    kernel.free(returned);
    waitSet.close(mailbox.isSignalOwed());
  }

  /**
   * Ends the futures of the operations that the kernel still has, and leaves their memory to it for
   * good.
   *
   * @param reason makes the exception of each
   */
  void surrender(Function<Operation<?>, Throwable> reason) {
    if (inFlight > 0) {
      LOG.warn(
          "The kernel has not given back {} operation(s); their memory is kept for good", inFlight);
    }
    forEachActive(
        slot -> {
          Operation<?> operation = slot.occupant();
          counters.retained.incrementAndGet();
          operation.fail(reason.apply(operation));
          deliveries.deliver(operation);
        });
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Operations that complete at once, on the caller's thread. If one pends after all, the waiter
 * adopts it together with its slot, and its code never uses this path again.
 */
final class InlinePath {
  private final Kernel kernel;
  private final Shared shared;
  private final Calls calls;
  private final Counters counters;
  private final InlineSlots slots;
  private final LongSupplier clock;
  private final AtOnceCodes socketCodes;
  private final AtOnceCodes declaredCodes;

  /** Those that were said to complete at once, and did not. */
  private final Set<Integer> pendingCodes = ConcurrentHashMap.newKeySet();

  InlinePath(Kernel kernel, Shared shared, InlineSlots slots, Settings settings) {
    this.kernel = kernel;
    this.shared = shared;
    this.calls = shared.calls;
    this.counters = shared.counters;
    this.slots = slots;
    clock = settings.clock();
    socketCodes = new AtOnceCodes(settings.atOnce());
    declaredCodes = new AtOnceCodes(settings.declaredAtOnce());
  }

  private boolean covers(Target target, int code, Form<?> form) {
    return switch (form.manner()) {
      case BY_CODE ->
          (target.isSocket() && socketCodes.contains(code)) || declaredCodes.contains(code);
      case AT_ONCE -> !pendingCodes.contains(code);
      case MAY_PEND -> false;
      case WITHOUT_OVERLAPPED -> true;
    };
  }

  /**
   * Issues the operation here and now.
   *
   * @return null if it has to go to the waiter: its code may pend, it is large, or every slot is in
   *     use
   */
  <O> @Nullable CompletableFuture<O> call(
      Target target,
      int code,
      @Nullable ByteBuffer in,
      int[] pointers,
      int outCapacity,
      Form<O> form,
      @Nullable OperationRecord event) {
    if (!covers(target, code, form)) {
      return null;
    }
    int inLength = in == null ? 0 : in.remaining();
    if (Calls.size(form, inLength, outCapacity) > InlineSlot.DATA_SIZE) {
      return null;
    }
    InlineSlot slot = slots.acquire();
    if (slot == null) {
      return null;
    }
    // While the kernel may have the slot's memory, the slot is nobody else's, whatever is thrown.
    boolean inKernel = false;
    Operation<O> handed = null;
    ByteBuffer answer = null;
    long address = 0;
    long count = 0;
    int status = 0;
    Throwable failure = null;
    try {
      NativeMemory memory = slot.prepare();
      if (in != null) {
        memory.write(InlineSlot.DATA, in, inLength);
        NativeInput.relocate(memory, InlineSlot.DATA, pointers);
      }
      int out = InlineSlot.DATA + Calls.outOffset(inLength);
      memory.clear(out, outCapacity);
      inKernel = true;
      int error =
          calls.issue(
              target,
              code,
              memory.address() + InlineSlot.DATA,
              inLength,
              outCapacity,
              InlineSlot.returnedAddress(memory),
              form.manner() == Form.Manner.WITHOUT_OVERLAPPED ? 0 : slot.address(0));
      int written = slot.status(0);
      if (error == Kernel.IO_PENDING && written == NtStatus.PENDING) {
        Operation<O> operation = new Operation<>(shared, target, code, outCapacity, form, clock);
        operation.inLength = inLength;
        operation.pointers = pointers;
        operation.event = event;
        handed = operation;
        handOver(slot, operation);
        return operation.future;
      }
      count = slot.transferred(0);
      if (error == Kernel.IO_PENDING) {
        status = written;
        error = calls.error(target, status, slot.address(0));
      } else {
        status = Calls.statusAtOnce(error, written);
        count = Calls.countAtOnce(InlineSlot.returned(memory), written, count);
      }
      inKernel = error == Kernel.FAULTED;
      boolean succeeded = error == Kernel.SUCCESS || form.succeedsWith(error);
      counters.inline.incrementAndGet();
      counters.ended(succeeded ? Kernel.SUCCESS : error);
      if (event != null) {
        event.outcome(error, status, count);
      }
      ByteBuffer output = NativeMemory.nothing();
      if (succeeded
          || Calls.hasData(error, status)
          || (form.showsMemoryOfFailures() && count > 0)) {
        int length = calls.plausible(count, target, code, outCapacity);
        output = Calls.answer(form, memory, InlineSlot.DATA, inLength, outCapacity, length);
        address = Calls.address(form, memory, InlineSlot.DATA, inLength);
      }
      if (succeeded) {
        answer = output;
      } else {
        failure = calls.failure(target, code, error, status, count, form.output(output));
      }
    } catch (KernelException noEvent) {
      failure = noEvent;
    } finally {
      if (!inKernel) {
        slot.release();
      } else if (handed == null || !handed.isSent) {
        lose(target, slot);
      }
    }
    shared.records.ended(event, target, code, true, failure);
    return answer == null
        ? CompletableFuture.failedFuture(Objects.requireNonNull(failure))
        : decoded(form, answer, address, count, status);
  }

  /** Something was thrown while the kernel had the operation, or may have had it. */
  private void lose(Target target, InlineSlot slot) {
    if (slots.lose()) {
      counters.retain(1, InlineSlot.SIZE);
    }
    target.cancel(kernel, slot.address(0));
  }

  private static <O> CompletableFuture<O> decoded(
      Form<O> form, ByteBuffer answer, long address, long count, int status) {
    O value;
    try {
      value = form.decode(answer, address, count, status);
    } catch (Throwable thrown) { // by a decoder of the user's
      return CompletableFuture.failedFuture(thrown);
    }
    return CompletableFuture.completedFuture(value);
  }

  /** Gives a pending operation to the waiter. */
  private void handOver(InlineSlot slot, Operation<?> operation) {
    operation.signal = slot;
    operation.block = slot.memory();
    operation.blockOffset = InlineSlot.DATA;
    socketCodes.remove(operation.code);
    declaredCodes.remove(operation.code);
    pendingCodes.add(operation.code);
    shared.notices.debug(
        "Control code {} pends, although it was declared to complete at once",
        calls.describe(operation.code));
    shared.submit(operation); // the slot is the waiter's: nothing may be thrown after it
  }
}

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Operations that complete at once, on the caller's thread. Should one pend after all, the waiter
 * adopts it together with its slot, and its code comes this way no more.
 */
final class InlinePath {
  private static final Logger LOG = LoggerFactory.getLogger(InlinePath.class);

  private final Engine engine;
  private final Calls calls;
  private final Counters counters;
  private final Records records;
  private final InlineSlots slots;
  private final AtOnceCodes socketCodes;
  private final AtOnceCodes declaredCodes;

  /** Those that were said to complete at once, and did not. */
  private final Set<Integer> pendingCodes = ConcurrentHashMap.newKeySet();

  InlinePath(
      Engine engine,
      Calls calls,
      Counters counters,
      Records records,
      InlineSlots slots,
      Settings settings) {
    this.engine = engine;
    this.calls = calls;
    this.counters = counters;
    this.records = records;
    this.slots = slots;
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
    if ((long) Calls.outOffset(inLength) + outCapacity > InlineSlot.DATA_SIZE) {
      return null;
    }
    InlineSlot slot = slots.acquire();
    if (slot == null) {
      return null;
    }
    // While the kernel may have the slot's memory, the slot is nobody else's, whatever is thrown.
    boolean inKernel = false;
    boolean handedOver = false;
    ByteBuffer answer = null;
    long address = 0;
    long count = 0;
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
              form.manner() == Form.Manner.WITHOUT_OVERLAPPED ? 0 : slot.slot().address());
      int status = 0;
      count = InlineSlot.returned(memory);
      if (error == Kernel.IO_PENDING) {
        status = slot.slot().status();
        if (status == NtStatus.PENDING) {
          Operation<O> operation = new Operation<>(engine, target, code, null, outCapacity, form);
          operation.inLength = inLength;
          operation.event = event;
          Adopt adopt = new Adopt(slot, operation);
          handedOver = true;
          return handOver(slot, operation, adopt);
        }
        error = calls.error(target, status, slot.slot().address());
        count = slot.slot().transferred();
      }
      inKernel = error == Kernel.FAULTED;
      counters.inline.increment();
      counters.ended(error);
      if (event != null) {
        event.outcome(error, status, count);
      }
      if (error == Kernel.SUCCESS) {
        int length = calls.plausible(count, target, code, outCapacity);
        answer = Calls.answer(form, memory, InlineSlot.DATA, inLength, outCapacity, length);
        address = Calls.address(form, memory, InlineSlot.DATA, inLength);
      } else {
        failure = calls.failure(target, code, error, status, count);
      }
    } catch (KernelException noEvent) {
      failure = noEvent;
    } finally {
      if (!inKernel) {
        slot.release();
      } else if (!handedOver) {
        lose(target, slot);
      }
    }
    records.ended(event, target, code, true, failure);
    return answer == null
        ? CompletableFuture.failedFuture(Objects.requireNonNull(failure))
        : decoded(form, answer, address, count);
  }

  /** Something was thrown while the kernel had the operation, or may have had it. */
  private void lose(Target target, InlineSlot slot) {
    slots.lose();
    counters.retain(1, InlineSlot.SIZE);
    engine.cancel(target, slot.slot());
  }

  private static <O> CompletableFuture<O> decoded(
      Form<O> form, ByteBuffer answer, long address, long count) {
    O value;
    try {
      value = form.decode(answer, address, count);
    } catch (Throwable thrown) { // by a decoder of the user's
      return CompletableFuture.failedFuture(thrown);
    }
    return CompletableFuture.completedFuture(value);
  }

  private <O> CompletableFuture<O> handOver(
      InlineSlot inlineSlot, Operation<O> operation, Adopt adopt) {
    Slot slot = inlineSlot.slot();
    slot.operation = operation;
    operation.slot = slot;
    operation.block = inlineSlot.memory();
    operation.blockOffset = InlineSlot.DATA;
    counters.pending.incrementAndGet();
    engine.post(adopt);
    socketCodes.remove(operation.code);
    declaredCodes.remove(operation.code);
    pendingCodes.add(operation.code);
    LOG.debug("Control code {} was to complete at once, but pends", calls.describe(operation.code));
    return operation.future;
  }
}

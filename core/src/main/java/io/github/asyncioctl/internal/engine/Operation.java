package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The record of an operation that may pend. First a command on its way to the waiter, then the
 * owner of the memory that the kernel has, at last a task that completes the future. It is one
 * object, so that once a caller has its future, nothing on the way to its completion needs memory
 * that may not be there.
 */
final class Operation<O> extends Command implements Runnable {
  @SuppressWarnings("rawtypes") // a class literal has no type argument
  private static final AtomicIntegerFieldUpdater<Operation> CLAIMED =
      AtomicIntegerFieldUpdater.newUpdater(Operation.class, "claimed");

  final Target target;
  final int code;
  final int outCapacity;
  final IoctlFuture<O> future;
  final Form<O> form;

  /** The input until the start; then the kernel has its copy in native memory. */
  byte @Nullable [] input;

  int[] pointers = NativeInput.NO_POINTERS;

  // In flight: the waiter's.
  @Nullable Slot slot;

  /** Holds input and output from {@link #blockOffset} on. */
  @Nullable NativeMemory block;

  int blockOffset;
  int inLength;
  boolean cancelAsked;

  /** Whether the engine's end cancelled it, and neither its user nor anybody else. */
  boolean isEndedByEngine;

  boolean isOverstay;
  long cancelledAt;

  /** What the recorder gets of it; null if nobody records. */
  @Nullable OperationRecord event;

  // The end: written by the waiter, read by the thread that completes the future.
  private @Nullable ByteBuffer answer;
  private long address;
  private long transferred;
  private @Nullable Throwable failure;
  private @Nullable Calls reasons;
  private int error;
  private int status;

  /** 1 when a thread has begun to complete the future. Through {@link #CLAIMED}. */
  @SuppressWarnings("UnusedVariable")
  private volatile int claimed;

  Operation(
      Engine engine,
      Target target,
      int code,
      byte @Nullable [] input,
      int outCapacity,
      Form<O> form) {
    this.target = target;
    this.code = code;
    this.input = input;
    this.inLength = input == null ? 0 : input.length;
    this.outCapacity = outCapacity;
    this.form = form;
    this.future = new IoctlFuture<>(new Cancel(engine, this));
  }

  @Override
  void perform(Waiter waiter) {
    waiter.inFlight().start(this);
  }

  @Override
  void refused(Engine engine, Executor completer) {
    engine.refuse(this, completer);
  }

  /** Its slot, while it is in flight. */
  Slot slot() {
    Slot current = slot;
    if (current == null) {
      throw new IllegalStateException("not in flight");
    }
    return current;
  }

  /** Takes the answer from native memory. */
  void succeed(long transferred, int length) {
    this.transferred = transferred;
    address = Calls.address(form, block, blockOffset, inLength);
    answer = Calls.answer(form, block, blockOffset, inLength, outCapacity, length);
  }

  void fail(Throwable failure) {
    this.failure = failure;
  }

  /** The same; the exception is made where the future completes, and only if somebody waits. */
  void fail(Calls calls, int error, int status, long transferred) {
    reasons = calls;
    this.error = error;
    this.status = status;
    this.transferred = transferred;
  }

  /**
   * Completes the future. An executor that has taken it and then fails may run it all the same, so
   * only the first run counts.
   */
  @Override
  public void run() {
    if (!CLAIMED.compareAndSet(this, 0, 1)) {
      return;
    }
    Throwable reason = failure;
    if (reason == null && answer != null) {
      try {
        future.deliver(form.decode(answer, address, transferred));
        return;
      } catch (Throwable thrown) { // by a decoder of the user's
        reason = thrown;
      }
    }
    if (reason == null && reasons != null) {
      if (future.isAbandoned()) {
        return;
      }
      reason = reason(reasons);
    }
    future.deliverFailure(
        reason != null ? reason : new IllegalStateException("ended without an outcome"));
  }

  private Throwable reason(Calls calls) {
    try {
      return calls.failure(this, error, status, transferred);
    } catch (Throwable thrown) { // no memory, or no JNA any more
      return thrown;
    }
  }

  private static final class Cancel extends Command implements Runnable {
    private final Engine engine;
    private final Operation<?> operation;

    Cancel(Engine engine, Operation<?> operation) {
      this.engine = engine;
      this.operation = operation;
    }

    /** The future was abandoned. */
    @Override
    public void run() {
      engine.post(this);
    }

    @Override
    void perform(Waiter waiter) {
      waiter.inFlight().cancel(operation);
    }

    @Override
    void refused(Engine engine, Executor completer) {
      // The engine has ended, and so has the operation.
    }
  }
}

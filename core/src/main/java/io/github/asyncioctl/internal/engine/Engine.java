package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.jfr.Recorder;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front of the engine, for any thread: takes operations, passes them to the inline path or to
 * the waiter, and owns the waiter's thread from its start to its end.
 */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /** How long a starting call may block before the log names it. */
  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long closing waits for the waiter beyond the time that the waiter waits for the kernel. */
  private static final long CLOSE_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Kernel kernel;
  private final Settings settings;
  private final Counters counters = new Counters();
  private final Mailbox mailbox = new Mailbox();
  private final Custody custody = new Custody();
  private final Records records;
  private final Calls calls;
  private final InlinePath inlinePath;
  private final Deliveries deliveries;
  private final Waiter waiter;
  private final Thread thread;
  private final ControlEvent controlEvent;

  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable death;

  private volatile @Nullable Operation<?> overdueLogged;

  /**
   * Starts an engine.
   *
   * @throws KernelException if the system has no event for it
   */
  public Engine(Kernel kernel, Settings settings, Failures failures) throws KernelException {
    this.kernel = kernel;
    this.settings = settings;
    records = new Records(settings.name(), failures);
    calls = new Calls(kernel, counters, failures);
    InlineSlots inlineSlots = new InlineSlots(kernel);
    inlinePath = new InlinePath(this, calls, counters, records, inlineSlots, settings);
    deliveries = new Deliveries(settings.executor(), task -> newThread(task, "completions"));
    controlEvent = new ControlEvent(kernel);
    waiter = newWaiter(inlineSlots);
    thread = newThread(this::runWaiter, "waiter");
    try {
      thread.start();
    } catch (Throwable noThread) {
      waiter.finish(true);
      throw noThread;
    }
    LOG.debug("{} opened", settings.name());
    records.engine("opened", counters);
  }

  private Waiter newWaiter(InlineSlots inlineSlots) {
    WaitSet waitSet = new WaitSet(kernel, controlEvent.handle());
    try {
      InFlight inFlight =
          new InFlight(
              kernel,
              calls,
              custody,
              new Handover(custody, deliveries, counters, records),
              counters,
              settings.clock(),
              waitSet);
      return new Waiter(
          mailbox,
          custody,
          inlineSlots,
          deliveries,
          counters,
          records,
          settings.clock(),
          waitSet,
          inFlight);
    } catch (Throwable noMemory) {
      waitSet.close(true, false);
      throw noMemory;
    }
  }

  private Thread newThread(Runnable task, String role) {
    Thread created = new Thread(null, task, settings.name() + "-" + role, 0, false);
    created.setDaemon(true);
    return created;
  }

  /** What the engine counts. */
  public Counters counters() {
    return counters;
  }

  /**
   * Issues an operation, now or soon.
   *
   * @param in the input from its position to its limit, copied before this returns; may be null
   * @param form how to call it, and what to make of the answer
   * @throws IllegalStateException if the engine is closed
   */
  public <O> CompletableFuture<O> submit(
      Target target, int code, @Nullable ByteBuffer in, int outCapacity, Form<O> form) {
    requireOpen();
    Throwable refusal = calls.refusal(target, code);
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    int[] pointers = NativeInput.pointers(in, form);
    OperationRecord event = Recorder.beginOperation();
    CompletableFuture<O> done =
        inlinePath.call(target, code, in, pointers, outCapacity, form, event);
    if (done != null) {
      return done;
    }
    Operation<O> operation =
        new Operation<>(this, target, code, NativeInput.copy(in), outCapacity, form);
    operation.pointers = pointers;
    operation.event = event;
    counters.pending.incrementAndGet();
    post(operation);
    return operation.future;
  }

  /**
   * Issues an operation, and issues it again if its answer did not fit, a bounded number of times.
   *
   * @param nextCapacity what to try after a failure with a capacity; no more than that capacity if
   *     the failure is final
   * @throws IllegalStateException if the engine is closed
   */
  public <O> CompletableFuture<O> submitGrowing(
      Target target,
      int code,
      @Nullable ByteBuffer in,
      int outCapacity,
      Form<O> form,
      ToIntBiFunction<Throwable, Integer> nextCapacity) {
    CompletableFuture<O> first = submit(target, code, in, outCapacity, form);
    if (first.isDone() && !first.isCompletedExceptionally()) {
      return first;
    }
    return new Growing<>(this, target, code, in, form, nextCapacity).after(first, outCapacity);
  }

  /**
   * Refuses a call on an engine that has been closed.
   *
   * @throws IllegalStateException if it has
   */
  public void requireOpen() {
    Throwable cause = death;
    if (cause != null) {
      throw new IllegalStateException("the engine's waiter has died", cause);
    }
    if (closing.get()) {
      throw new IllegalStateException("the engine is closed");
    }
  }

  // --- Between callers and the waiter ---

  void post(Command command) {
    try {
      Mailbox.Receipt receipt = mailbox.post(command);
      if (receipt == Mailbox.Receipt.REFUSED) {
        command.refused(this, Runnable::run);
        return;
      }
      if (receipt == Mailbox.Receipt.WAKE) {
        controlEvent.owe();
      }
      if (!wake()) {
        logOverdueCall();
      }
    } catch (Throwable thrown) { // this thread's stack may be at its end, anywhere above
      controlEvent.miss();
      throw thrown;
    }
  }

  /** Wakes the waiter if somebody owes it that; returns whether somebody did. */
  private boolean wake() {
    try {
      return controlEvent.pay();
    } catch (KernelException | LinkageError e) { // the event is gone, or JNA is
      die(e);
      return true;
    }
  }

  private void logOverdueCall() {
    Operation<?> operation = custody.overdue(settings.clock().getAsLong() - OVERDUE_NANOS);
    if (operation != null && operation != overdueLogged) {
      overdueLogged = operation;
      LOG.warn(
          "{} has blocked the waiter for more than a second; {}",
          calls.describe(operation.target, operation.code),
          operation.target.isSocket() && operation.code != 0
              ? "if the code completes at once, declare it so, and it stays off the waiter"
              : "was the handle opened for overlapped operation?");
    }
  }

  /** The engine ended before it took this operation from the mailbox. */
  void refuse(Operation<?> operation, Executor completer) {
    counters.pending.decrementAndGet();
    operation.fail(failureAtEnd(operation));
    completer.execute(operation);
  }

  /** Asks the kernel to cancel an operation that is not the waiter's. */
  void cancel(Target target, Slot slot) {
    kernel.cancel(target.handle(), slot.address());
  }

  /** The engine ended before it took over this operation, which the kernel has. */
  void retain(Operation<?> operation, Executor completer) {
    counters.pending.decrementAndGet();
    counters.retain(1, InlineSlot.SIZE);
    cancel(operation.target, operation.slot());
    operation.fail(failureAtEnd(operation));
    completer.execute(operation);
  }

  private Throwable failureAtEnd(Operation<?> operation) {
    Throwable cause = death;
    return cause == null
        ? calls.engineClosed(operation)
        : new IOException("the engine's waiter has died", cause);
  }

  // --- The waiter's thread ---

  private void runWaiter() {
    try {
      waiter.run();
      waiter.finish(controlEvent.isCertain());
    } catch (Custody.LostException e) {
      return; // whoever took over ends everything
    } catch (Throwable cause) {
      giveUp(cause);
    }
    awaitDeliveries();
  }

  private void giveUp(Throwable cause) {
    death = cause;
    try {
      surrender();
      records.engine("waiter died", counters);
      LOG.error("{}: the waiter has died; what was pending has failed", settings.name(), cause);
    } catch (Throwable thrown) { // no memory, or a logger
      cause.addSuppressed(thrown);
    }
  }

  /** Ends every future, and frees nothing. For the owner of the waiter's state. */
  private void surrender() {
    // The user's executor may be what has failed or does not come back.
    deliveries.forgetUsersExecutor();
    refuseAll(waiter.takeCommands());
    refuseAll(mailbox.close());
    waiter.inFlight().surrender(this::failureAtEnd);
  }

  private void refuseAll(@Nullable Command first) {
    Command next;
    for (Command command = first; command != null; command = next) {
      next = command.next;
      try {
        command.refused(this, completion -> deliveries.deliver((Operation<?>) completion));
      } catch (Throwable thrown) { // no memory, say: the others have a right to their end
        death = thrown;
      }
    }
  }

  private void awaitDeliveries() {
    try {
      deliveries.finish(settings.clock());
    } finally {
      ended.countDown();
      LOG.debug("{} ended", settings.name());
      records.engine("ended", counters);
    }
  }

  // --- The end ---

  /**
   * Refuses new operations, cancels what is pending, waits a bounded time for the kernel, and
   * completes every future. Idempotent; every caller waits, but for the waiter's own thread, which
   * ends when the dependent that called this has returned.
   */
  @Override
  public void close() {
    try {
      if (closing.compareAndSet(false, true)) {
        records.engine("closing", counters);
        post(new Close(settings.clock().getAsLong() + settings.drain().toNanos()));
      } else {
        // An earlier call may have failed just before it woke the waiter.
        wake();
      }
    } catch (Throwable thrown) { // no memory, or no stack: closing goes on all the same
      LOG.debug("{}: the waiter was not woken", settings.name(), thrown);
      wakeAgain();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    if (!awaitEnd(settings.drain().toNanos() + CLOSE_GRACE_NANOS)) {
      takeOver();
      awaitEnd(CLOSE_GRACE_NANOS);
    }
  }

  private void wakeAgain() {
    try {
      controlEvent.miss();
      wake();
    } catch (Throwable thrown) { // then the waiter comes by itself, or is taken over
      controlEvent.miss();
    }
  }

  /** Uninterruptible: an interrupted thread that closes must not leave the rest undone. */
  private boolean awaitEnd(long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends everything in the place of a waiter that does not come back. */
  private void takeOver() {
    if (!custody.take()) {
      return; // it is at work, or at its end, or somebody else has done this
    }
    try {
      surrender();
    } finally {
      newThread(this::awaitDeliveries, "closing").start();
    }
    LOG.warn("{}: the waiter was away; what was pending was ended without it", settings.name());
  }

  private void die(Throwable cause) {
    death = cause;
    takeOver();
    LOG.error("{}: the waiter cannot be woken", settings.name(), cause);
  }

  private static final class Close extends Command {
    private final long deadline;

    Close(long deadline) {
      this.deadline = deadline;
    }

    @Override
    void perform(Waiter waiter) {
      waiter.close(deadline);
    }

    @Override
    void refused(Engine engine, Executor completer) {
      // It has ended already.
    }
  }
}

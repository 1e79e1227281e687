package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.jfr.Recorder;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The front of the engine, for any thread: takes operations, passes them to the inline path or to
 * the waiter, and ensures that every future ends when the engine does.
 */
public final class Engine implements AutoCloseable {
  /** How long closing waits for the waiter beyond the time that the waiter waits for the kernel. */
  private static final long CLOSE_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long WAKE_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Kernel kernel;
  private final Settings settings;
  private final Counters counters = new Counters();
  private final Shared shared;
  private final InlinePath inlinePath;
  private final CompletionWorkers workers;
  private final Endings endings;
  private final Companion companion;
  private final Waiter waiter;
  private final Thread thread;

  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();

  /** The waiter's thread is at its end. */
  private final CountDownLatch waiterEnded = new CountDownLatch(1);

  /** Every future has ended. */
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Starts an engine.
   *
   * @throws KernelException if the system has no event for it
   */
  public Engine(Kernel kernel, Settings settings, Failures failures) throws KernelException {
    this.kernel = kernel;
    this.settings = settings;
    workers = new CompletionWorkers(task -> newThread(task, "completions"));
    Notices notices = new Notices(settings.name(), workers);
    Wakeup wakeup = new Wakeup(kernel);
    try {
      shared = newShared(wakeup, failures, notices);
      endings = new Endings(shared.live, workers);
      companion =
          new Companion(
              shared.completions, workers, shared.records, failures, notices, this::newThread);
      InlineSlots inlineSlots = new InlineSlots(kernel);
      inlinePath = new InlinePath(kernel, shared, inlineSlots, settings);
      waiter = newWaiter(inlineSlots);
    } catch (Throwable noMemory) {
      wakeup.close();
      throw noMemory;
    }
    try {
      thread = newThread(waiter, "waiter");
      notices.debug("opened");
      shared.records.engine("opened", counters);
      thread.start(); // the last thing that may fail
    } catch (Throwable noThread) {
      waiter.free();
      workers.shutdown();
      throw noThread;
    }
  }

  private Shared newShared(Wakeup wakeup, Failures failures, Notices notices) {
    return new Shared(
        new Mailbox(),
        wakeup,
        new Live(),
        new Calls(kernel, counters, failures, notices),
        counters,
        new Records(settings.name(), failures, notices),
        new Completions(settings.executor(), workers, notices),
        notices,
        new Overdue(settings.clock()),
        this::waiterIsLost);
  }

  /** Releases what it has allocated if there is no memory for the rest. */
  private Waiter newWaiter(InlineSlots inlineSlots) {
    WaitSet waitSet = new WaitSet(kernel, shared.wakeup.event());
    InFlight inFlight = null;
    try {
      inFlight = new InFlight(kernel, shared, settings.clock(), waitSet);
      return new Waiter(
          shared,
          inlineSlots,
          settings.clock(),
          settings.drain(),
          waitSet,
          inFlight,
          this::waiterEnded);
    } catch (Throwable noMemory) {
      if (inFlight != null) {
        inFlight.free();
      }
      waitSet.close();
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

  /** What it provides for a separate part. */
  public Companion companion() {
    return companion;
  }

  /** How long closing waits for the system. */
  public Duration drain() {
    return settings.drain();
  }

  /** The pending operations: a snapshot, in no order. */
  public List<PendingOperation> pending() {
    List<PendingOperation> all = new ArrayList<>();
    long now = settings.clock().getAsLong();
    shared.live.forEach(
        operation ->
            all.add(
                new PendingOperation(
                    operation.target.function(),
                    operation.code,
                    operation.target.handle(),
                    operation.target.isSocket(),
                    now - operation.since)));
    return all;
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
    Throwable refusal = shared.calls.refusal(target, code);
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
        new Operation<>(shared, target, code, outCapacity, form, settings.clock());
    operation.event = event;
    operation.inLength = in == null ? 0 : in.remaining();
    operation.pointers = pointers;
    refusal = refusalForWantOfRoom(operation);
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    send(operation, in);
    return operation.future;
  }

  private @Nullable Throwable refusalForWantOfRoom(Operation<?> operation) {
    if (counters.pending() >= settings.maxPending()) {
      return new RejectedExecutionException(
          "maxPending: " + settings.maxPending() + " operations are pending");
    }
    if (counters.pendingBytes() + operation.size() > settings.maxPendingBytes()) {
      return new RejectedExecutionException(
          "maxPendingBytes: "
              + counters.pendingBytes()
              + " bytes are pending, and "
              + operation.size()
              + " more would exceed "
              + settings.maxPendingBytes());
    }
    return null;
  }

  private void send(Operation<?> operation, @Nullable ByteBuffer in) {
    // Before it is sent: after that nothing may come between the caller and its future.
    shared.overdue.look(shared.calls, shared.notices);
    if (operation.size() <= Blocks.LARGEST_KEPT) {
      operation.input = NativeInput.copy(in);
      shared.submit(operation);
    } else {
      sendLarge(operation, in);
    }
  }

  /** Large memory is allocated and filled here, so that no other operation waits for that. */
  private void sendLarge(Operation<?> operation, @Nullable ByteBuffer in) {
    NativeMemory block = kernel.allocate(Math.toIntExact(operation.size()));
    try {
      if (in != null) {
        block.write(0, in, in.remaining());
        NativeInput.relocate(block, 0, operation.pointers);
      }
      operation.block = block;
      shared.submit(operation);
    } finally {
      if (!operation.isSent) {
        kernel.free(block);
      }
    }
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
    try {
      return new Growing<>(this, target, code, in, form, nextCapacity).after(first, outCapacity);
    } catch (Throwable noMemory) { // nobody gets to know of the attempt
      first.cancel(true);
      throw noMemory;
    }
  }

  /** Has a worker do something, soon. */
  void later(Linked job) {
    workers.execute(job);
  }

  /**
   * Refuses a call on an engine that has been closed.
   *
   * @throws IllegalStateException if it has
   */
  public void requireOpen() {
    Throwable cause = shared.death();
    if (cause != null) {
      throw new IllegalStateException("the engine's waiter has died", cause);
    }
    if (closing.get()) {
      throw new IllegalStateException("the engine is closed");
    }
  }

  /** Whether the calling thread is the waiter, which everything that pends needs. */
  public boolean isWaiter() {
    return Thread.currentThread() == thread;
  }

  // --- The end ---

  /**
   * Refuses new operations, cancels what is pending, waits a bounded time for the kernel, and
   * completes every future. Idempotent; every caller waits, but for the waiter's own thread, which
   * ends when the dependent that called this has returned.
   */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      shared.records.engine("closing", counters);
    }
    waiter.askToClose();
    boolean inTime = awaitWaiter();
    if (isWaiter()) {
      return;
    }
    if (!inTime && ended.getCount() > 0) {
      counters.setWaiterIsAway(waiterEnded.getCount() > 0);
      shared.notices.warn(
          "The waiter thread did not end in time; pending operations were"
              + " completed without it");
      endFutures();
    }
    boolean unused = Uninterruptibly.await(ended, System.nanoTime() + 3 * CLOSE_GRACE_NANOS);
  }

  /** Wakes the waiter, and again until it has ended: a signal may fail for want of memory. */
  private boolean awaitWaiter() {
    long end = System.nanoTime() + settings.drain().toNanos() + CLOSE_GRACE_NANOS;
    while (true) {
      try {
        shared.wake();
      } catch (Throwable thrown) { // then the next round
        shared.notices.debug("Could not wake the waiter", thrown);
      }
      long left = end - System.nanoTime();
      if (isWaiter() || left <= 0 || ended.getCount() == 0) {
        return waiterEnded.getCount() == 0;
      }
      long pause = Math.min(left, WAKE_AGAIN_NANOS);
      if (Uninterruptibly.await(waiterEnded, System.nanoTime() + pause)) {
        return true;
      }
    }
  }

  /** Nothing can wake the waiter, so the engine ends without it. */
  private void waiterIsLost() {
    waiter.askToClose();
    counters.setWaiterIsAway(true);
    shared.notices.warn(
        "Nothing can wake the waiter; pending operations fail",
        Objects.requireNonNull(shared.death()));
    newThread(this::endFutures, "closing").start();
  }

  /** On the waiter's thread, as the last thing that it does. */
  private void waiterEnded() {
    waiterEnded.countDown();
    endFutures();
  }

  private void endFutures() {
    if (!ending.compareAndSet(false, true)) {
      return; // somebody else does it
    }
    try {
      endings.endAll();
    } finally {
      ended.countDown();
      shared.records.engine(shared.death() == null ? "ended" : "waiter died", counters);
    }
  }
}

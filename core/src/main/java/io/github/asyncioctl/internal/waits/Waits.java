package io.github.asyncioctl.internal.waits;

import io.github.asyncioctl.internal.engine.Companion;
import io.github.asyncioctl.internal.engine.PendingOperation;
import io.github.asyncioctl.internal.engine.Uninterruptibly;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.jfr.Recorder;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The waits of an engine, for any thread: takes handles, and ensures that every future ends when
 * the engine does. Nothing is loaded, made or started before the first wait.
 */
public final class Waits {
  private static final long INVALID_HANDLE_VALUE = -1;

  private final Supplier<WaitPort> ports;
  private final Companion companion;
  private final LongSupplier clock;
  private final WaitCounters counters = new WaitCounters();

  /** Every wait whose future has not ended. */
  private final Set<Wait> live = ConcurrentHashMap.newKeySet();

  /** Every wait that has a handle. */
  private final Set<Wait> held = ConcurrentHashMap.newKeySet();

  private final WaitEndings endings;

  // Written under this object's private lock.
  private final Object lock = new Object();
  private volatile boolean closing;
  private volatile @Nullable Keeper keeper;

  /**
   * Of an engine.
   *
   * @param ports asked when there is something to wait for
   */
  public Waits(Supplier<WaitPort> ports, Companion companion, LongSupplier clock) {
    this.ports = ports;
    this.companion = companion;
    this.clock = clock;
    endings = new WaitEndings(companion, live);
  }

  /** What they count. */
  public WaitCounters counters() {
    return counters;
  }

  /** The pending waits: a snapshot, in no order. */
  public List<PendingOperation> pending() {
    long now = clock.getAsLong();
    return live.stream()
        .filter(wait -> !wait.future.isDone()) // its dependents may still run
        .map(
            wait ->
                new PendingOperation(
                    wait.target.function(), 0, wait.target.handle(), false, now - wait.since))
        .toList();
  }

  /**
   * Waits for an object.
   *
   * @param handle the caller's, who may close it when this has returned
   * @throws IllegalArgumentException if it is a mutex
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<@Nullable Void> submit(long handle) {
    WaitPort port = open();
    if (handle == INVALID_HANDLE_VALUE) { // which the system takes for this process
      return CompletableFuture.failedFuture(
          failure("DuplicateHandle", handle, Kernel.INVALID_HANDLE, "INVALID_HANDLE_VALUE"));
    }
    return submit(port, handle, () -> port.duplicate(handle), "");
  }

  /**
   * Waits for the end of a process.
   *
   * @param pid the id of a process of which some code has a handle, so that no other process can
   *     get the id
   * @throws IllegalStateException if the engine is closed
   */
  public CompletableFuture<@Nullable Void> submitProcess(long pid) {
    WaitPort port = open();
    return submit(port, 0, () -> port.openProcess(pid), "process " + pid);
  }

  /** How a wait comes by a handle of its own. */
  private interface Source {
    long get() throws KernelException;
  }

  private CompletableFuture<@Nullable Void> submit(
      WaitPort port, long handle, Source source, String detail) {
    try {
      long duplicate = source.get();
      return begin(port, handle == 0 ? duplicate : handle, duplicate);
    } catch (KernelException refused) {
      return CompletableFuture.failedFuture(
          failure(refused.call(), handle, refused.error(), detail));
    }
  }

  private IOException failure(String function, long handle, int error, String detail) {
    return companion.failure(new WaitTarget(function, handle), error, detail);
  }

  /** The duplicate is this thread's until the keeper has the wait. */
  private CompletableFuture<@Nullable Void> begin(WaitPort port, long handle, long duplicate)
      throws KernelException {
    boolean isSent = false;
    try {
      if (port.isMutex(duplicate)) {
        throw new IllegalArgumentException(
            "handle 0x"
                + Long.toHexString(handle)
                + " is a mutex, which only a thread can own: no future can wait for it");
      }
      OperationRecord event = Recorder.beginOperation();
      WaitTarget target = new WaitTarget(WaitTarget.WAITING, handle);
      if (port.isSignalled(duplicate)) {
        counters.signalled.incrementAndGet();
        companion.ended(event, target, true, null);
        return CompletableFuture.completedFuture(null);
      }
      Keeper current = keeper(port);
      Wait wait = new Wait(target, duplicate, clock.getAsLong(), current, companion, live, event);
      isSent = send(wait);
      return wait.future;
    } finally {
      if (!isSent) {
        port.close(duplicate);
      }
    }
  }

  /** Returns whether the keeper has it. Its future ends in any case. */
  private boolean send(Wait wait) {
    boolean isSent = false;
    counters.pending.incrementAndGet();
    try {
      held.add(wait);
      live.add(wait);
      isSent = wait.mail();
    } finally {
      if (!isSent) {
        counters.pending.decrementAndGet();
        held.remove(wait);
      }
    }
    if (closing) { // those who end the futures may have missed it
      wait.endWithoutOutcome();
    }
    return isSent;
  }

  private WaitPort open() {
    if (closing) {
      throw closed();
    }
    return ports.get();
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the engine is closed");
  }

  private Keeper keeper(WaitPort port) {
    Keeper current = keeper;
    if (current != null) {
      return current;
    }
    synchronized (lock) {
      if (closing) {
        throw closed();
      }
      current = keeper;
      if (current == null) {
        current = new Keeper(port, companion, counters, held);
        current.start();
        keeper = current;
      }
      return current;
    }
  }

  // --- The end ---

  /** Refuses new waits, withdraws all, and begins to end the futures. Does not wait. */
  public void askToClose() {
    Keeper current;
    synchronized (lock) {
      if (closing) {
        return;
      }
      closing = true;
      current = keeper;
    }
    if (current != null) {
      try {
        endings.begin();
      } finally { // though there is no memory for it, the system's share goes back
        current.askToClose();
      }
    }
  }

  /**
   * Waits until every future has ended and the system has given everything back, but no longer than
   * to the deadline. Dependents that the keeper runs itself do not wait.
   *
   * @param deadline as System.nanoTime
   */
  public void awaitEnd(long deadline) {
    Keeper current = keeper;
    if (current == null || current.isCurrentThread()) {
      return;
    }
    endings.await();
    if (!Uninterruptibly.await(current.ended(), deadline)) {
      counters.keeperIsAway();
      companion.warn("{} waits were not unregistered; their handles stay open", held.size());
    }
  }
}

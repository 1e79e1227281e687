package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the engine counts. Counting allocates nothing. */
public final class Counters {
  final AtomicInteger pending = new AtomicInteger();
  final AtomicLong pendingBytes = new AtomicLong();
  final AtomicLong started = new AtomicLong();
  final AtomicLong inline = new AtomicLong();
  final AtomicLong later = new AtomicLong();
  final AtomicLong cancelled = new AtomicLong();
  final AtomicLong failed = new AtomicLong();
  final AtomicLong inconsistent = new AtomicLong();
  final AtomicInteger lanes = new AtomicInteger();
  final AtomicLong wakeUps = new AtomicLong();
  private final AtomicInteger retained = new AtomicInteger();
  private final AtomicLong retainedBytes = new AtomicLong();

  /** The waiter did not come back when the engine was closed: what it has counts as retained. */
  private volatile boolean waiterIsAway;

  Counters() {}

  /** An operation ended with this error, or with none. */
  void ended(int error) {
    if (error == Kernel.OPERATION_ABORTED) {
      cancelled.incrementAndGet();
    } else if (error != Kernel.SUCCESS) {
      failed.incrementAndGet();
    }
  }

  /** A failure that was counted is none: the operation is issued again. */
  void failedForNow() {
    failed.decrementAndGet();
  }

  /** The memory of operations stays with the kernel permanently. */
  void retain(int operations, long bytes) {
    retained.addAndGet(operations);
    retainedBytes.addAndGet(bytes);
  }

  /** Whether the waiter has been given up; until it comes back. */
  void setWaiterIsAway(boolean away) {
    waiterIsAway = away;
  }

  /** Operations that the kernel has or will get. */
  public int pending() {
    return waiterIsAway ? 0 : pending.get();
  }

  /** The memory of those operations. */
  long pendingBytes() {
    return pendingBytes.get();
  }

  /** Calls that were made to start an operation, on whatever thread. */
  public long started() {
    return started.get();
  }

  /** Those of them that were made, and ended, on the caller's thread. */
  public long inline() {
    return inline.get();
  }

  /** Those of them that the waiter found to have ended. */
  public long later() {
    return later.get();
  }

  /** Operations that ended with ERROR_OPERATION_ABORTED. */
  public long cancelled() {
    return cancelled.get();
  }

  /** Operations that ended with another error. */
  public long failed() {
    return failed.get();
  }

  /** Completions that contradicted themselves, such as a count larger than the buffer. */
  public long inconsistent() {
    return inconsistent.get();
  }

  /** Events that serve the operations of the waiter. */
  public int lanes() {
    return lanes.get();
  }

  /** Returns of the waiter from its wait. */
  public long wakeUps() {
    return wakeUps.get();
  }

  /** Operations whose memory is never freed, because the kernel did not release it in time. */
  public int retained() {
    return retained.get() + (waiterIsAway ? pending.get() : 0);
  }

  /** The size of that memory. */
  public long retainedBytes() {
    return retainedBytes.get() + (waiterIsAway ? pendingBytes.get() : 0);
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the engine counts. */
public final class Counters {
  final AtomicInteger pending = new AtomicInteger();
  final LongAdder started = new LongAdder();
  final LongAdder inline = new LongAdder();
  final LongAdder later = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder inconsistent = new LongAdder();
  final AtomicInteger lanes = new AtomicInteger();
  final LongAdder wakeUps = new LongAdder();
  private final AtomicInteger retained = new AtomicInteger();
  private final LongAdder retainedBytes = new LongAdder();

  Counters() {}

  /** An operation ended with this error, or with none. */
  void ended(int error) {
    if (error == Kernel.OPERATION_ABORTED) {
      cancelled.increment();
    } else if (error != Kernel.SUCCESS) {
      failed.increment();
    }
  }

  /** The memory of operations is left to the kernel for good. */
  void retain(int operations, long bytes) {
    retained.addAndGet(operations);
    retainedBytes.add(bytes);
  }

  /** Operations in the kernel's hands or on their way there. */
  public int pending() {
    return pending.get();
  }

  /** Calls that were made to start an operation, on whatever thread. */
  public long started() {
    return started.sum();
  }

  /** Those of them that were made, and ended, on the caller's thread. */
  public long inline() {
    return inline.sum();
  }

  /** Those of them that the waiter found to have ended. */
  public long later() {
    return later.sum();
  }

  /** Operations that ended with ERROR_OPERATION_ABORTED. */
  public long cancelled() {
    return cancelled.sum();
  }

  /** Operations that ended with another error. */
  public long failed() {
    return failed.sum();
  }

  /** Completions that contradicted themselves, such as a count larger than the buffer. */
  public long inconsistent() {
    return inconsistent.sum();
  }

  /** Events that serve the operations of the waiter. */
  public int lanes() {
    return lanes.get();
  }

  /** Returns of the waiter from its wait. */
  public long wakeUps() {
    return wakeUps.sum();
  }

  /** Operations whose memory is kept for good, because the kernel did not give it back in time. */
  public int retained() {
    return retained.get();
  }

  /** The size of that memory. */
  public long retainedBytes() {
    return retainedBytes.sum();
  }
}

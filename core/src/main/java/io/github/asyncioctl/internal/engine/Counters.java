package io.github.asyncioctl.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the engine counts. */
public final class Counters {
  final AtomicInteger pending = new AtomicInteger();
  final LongAdder started = new LongAdder();
  final LongAdder inline = new LongAdder();
  final LongAdder inconsistent = new LongAdder();
  final LongAdder wakeUps = new LongAdder();
  final AtomicInteger retained = new AtomicInteger();

  Counters() {}

  /** Operations in the kernel's hands or on their way there. */
  public int pending() {
    return pending.get();
  }

  /** Calls that were made to start an operation, on whatever thread. */
  public long started() {
    return started.sum();
  }

  /** Those of them that were made, and completed, on the caller's thread. */
  public long inline() {
    return inline.sum();
  }

  /** Completions that contradicted themselves, such as a count larger than the buffer. */
  public long inconsistent() {
    return inconsistent.sum();
  }

  /** Returns of the waiter from its wait. */
  public long wakeUps() {
    return wakeUps.sum();
  }

  /** Operations whose memory is kept for good, because the kernel did not give it back in time. */
  public int retained() {
    return retained.get();
  }
}

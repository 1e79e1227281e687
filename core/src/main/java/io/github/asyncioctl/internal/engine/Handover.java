package io.github.asyncioctl.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * The last step of an operation that has ended: from the waiter to the executor that completes its
 * future. Owned by the waiter.
 */
final class Handover {
  private final Custody custody;
  private final Deliveries deliveries;
  private final Counters counters;
  private final Records records;

  /** The operation that an executor has been given, while it has not come back. */
  private @Nullable Operation<?> underWay;

  Handover(Custody custody, Deliveries deliveries, Counters counters, Records records) {
    this.custody = custody;
    this.deliveries = deliveries;
    this.counters = counters;
    this.records = records;
  }

  /**
   * Completes the future of an operation that holds nothing any more.
   *
   * @param failure what it fails with; null if it has its answer
   */
  void conclude(Operation<?> operation, @Nullable Throwable failure) {
    counters.pending.decrementAndGet();
    if (failure != null) {
      operation.fail(failure);
    }
    underWay = operation;
    if (operation.event != null) {
      recordAway(operation, failure);
    }
    custody.leave(null, 0);
    try {
      deliveries.deliver(operation);
    } finally {
      custody.back();
    }
    underWay = null;
  }

  /** The same at the engine's end, for whoever owns the state then. */
  void concludeAtEnd(Operation<?> operation, Throwable failure) {
    counters.pending.decrementAndGet();
    operation.fail(failure);
    record(operation, failure);
    deliveries.deliver(operation);
  }

  /** The text of an exception is the user's, if the exception is. */
  private void recordAway(Operation<?> operation, @Nullable Throwable failure) {
    custody.leave(null, 0);
    try {
      record(operation, failure);
    } finally {
      custody.back();
    }
  }

  private void record(Operation<?> operation, @Nullable Throwable failure) {
    records.ended(operation.event, operation.target, operation.code, false, failure);
  }

  /** Hands over once more what an executor has taken, perhaps, and never come back with. */
  void repeat() {
    Operation<?> operation = underWay;
    underWay = null;
    if (operation != null) {
      deliveries.deliver(operation);
    }
  }
}

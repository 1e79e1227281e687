package io.github.asyncioctl.internal.engine;

/** A tagged event that the waiter waits for, with the slots whose operations signal it. */
interface Signal {
  /** The event, without the tag. */
  long event();

  /**
   * Finds the operations that have completed. The kernel wrote their status before it signalled.
   */
  void sweep(InFlight inFlight);

  /** Whether there is an operation that its signal could be of. */
  boolean isExpected();

  /** The slot with this index is free again. */
  void released(int index);
}

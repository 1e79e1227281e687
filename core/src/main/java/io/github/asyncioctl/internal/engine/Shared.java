package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.KernelException;
import org.jspecify.annotations.Nullable;

/** What the operations of an engine, and the threads that have them, share. For any thread. */
final class Shared {
  final Mailbox mailbox;
  final Wakeup wakeup;
  final Live live;
  final Calls calls;
  final Counters counters;
  final Records records;
  final Completions completions;
  final Notices notices;
  final Overdue overdue;

  /**
   * A thread that was about to mark an operation as not wanted may have failed before the mailbox:
   * the waiter checks the operations that it has.
   */
  volatile boolean missedCancels;

  /** Ends every future, because nothing can wake the waiter any more. */
  private final Runnable whenWaiterIsLost;

  /** Made in advance: it is needed when there is no memory. */
  private final Linked waking =
      new Linked() {
        @Override
        public void run() {
          wakeInAnyCase();
        }
      };

  /** What the waiter died of. */
  private volatile @Nullable Throwable death;

  Shared(
      Mailbox mailbox,
      Wakeup wakeup,
      Live live,
      Calls calls,
      Counters counters,
      Records records,
      Completions completions,
      Notices notices,
      Overdue overdue,
      Runnable whenWaiterIsLost) {
    this.mailbox = mailbox;
    this.wakeup = wakeup;
    this.live = live;
    this.calls = calls;
    this.counters = counters;
    this.records = records;
    this.completions = completions;
    this.notices = notices;
    this.overdue = overdue;
    this.whenWaiterIsLost = whenWaiterIsLost;
  }

  void died(Throwable cause) {
    death = cause;
  }

  /** What the waiter died of; null if it has not. */
  @Nullable Throwable death() {
    return death;
  }

  /**
   * Sends an operation to the waiter. If the engine has ended, its future fails, and its memory is
   * the caller's still: {@link Operation#isSent} says which.
   */
  void submit(Operation<?> operation) {
    long size = operation.size(); // what may fail comes before what is counted
    counters.pending.incrementAndGet();
    counters.pendingBytes.addAndGet(size);
    boolean inTime = false;
    try {
      inTime = live.add(operation);
      operation.isSent = mailbox.post(operation);
    } finally {
      if (!operation.isSent) {
        counters.pending.decrementAndGet();
        counters.pendingBytes.addAndGet(-size);
        live.remove(operation);
      }
    }
    // From here on nothing may be thrown: the memory is the waiter's.
    if (!inTime || !operation.isSent) {
      endWithoutOutcome(operation);
    }
    if (operation.isSent) {
      wakeInAnyCase();
    }
  }

  private void endWithoutOutcome(Operation<?> operation) {
    try {
      operation.endWithoutOutcome();
    } catch (Throwable thrown) { // no memory, or no stack
      operation.future.deliverFailure(thrown);
    }
  }

  /** Wakes the waiter; has a worker do so if this thread's stack, or the memory, is at its end. */
  void wakeInAnyCase() {
    try {
      wake();
    } catch (Throwable thrown) {
      completions.later(waking);
    }
  }

  /** Wakes the waiter, if it sleeps. */
  void wake() {
    if (death != null) {
      return; // it has ended, or nothing wakes it
    }
    try {
      wakeup.wake();
    } catch (KernelException | LinkageError e) { // the event is gone, or JNA is
      death = e;
      whenWaiterIsLost.run();
    }
  }
}

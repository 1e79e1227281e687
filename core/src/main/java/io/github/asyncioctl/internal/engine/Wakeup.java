package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Wakes the waiter. Each of its sleeps has a number, and a sender that finds it asleep sets the
 * event, unless another sender has done so for that very sleep, and its call has returned. So a
 * suspended sender does not prevent others from waking the waiter, and nothing that was recorded
 * for an earlier sleep suppresses the signal for a later one. What remains are surplus signals,
 * which cost the waiter a check.
 *
 * <p>The last user of the event closes its handle: the waiter, or a sender that is about to set it.
 */
final class Wakeup {
  private final Kernel kernel;
  private final long event;

  /** The waiter, until its end, and every sender that is about to use the event. */
  private final AtomicInteger users = new AtomicInteger(1);

  /** The number of the sleep that the waiter is in, or about to enter; 0 while it is awake. */
  private volatile long sleep;

  /** The sleep that was signalled last. */
  private volatile long signalled;

  /** The waiter's. */
  private long sleeps;

  Wakeup(Kernel kernel) throws KernelException {
    this.kernel = kernel;
    event = kernel.createEvent();
  }

  long event() {
    return event;
  }

  /** The waiter is about to sleep. It looks into the mailbox once more after this. */
  void fallAsleep() {
    sleep = ++sleeps;
  }

  /** The waiter is awake, and will look into the mailbox before it sleeps again. */
  void awake() {
    sleep = 0;
  }

  /**
   * Called by any thread after it has posted something: ensures that the waiter checks the mailbox.
   */
  void wake() throws KernelException {
    long current = sleep;
    if (current == 0 || current == signalled || !enter()) {
      return;
    }
    try {
      kernel.setEvent(event);
      signalled = current;
    } finally {
      leave();
    }
  }

  private boolean enter() {
    while (true) {
      int count = users.get();
      if (count == 0) {
        return false;
      }
      if (users.compareAndSet(count, count + 1)) {
        return true;
      }
    }
  }

  private void leave() {
    if (users.decrementAndGet() == 0) {
      kernel.closeEvent(event);
    }
  }

  /** The waiter has ended, and needs the event no more. */
  void close() {
    leave();
  }
}

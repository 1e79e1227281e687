package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The event that wakes the waiter, and the duty to set it. A sender that finds the waiter asleep
 * owes one signal; whichever sender comes first pays it, and nobody pays it twice. So the waiter
 * knows when no signal is under way any more and the handle can be closed.
 *
 * <p>Should a sender's thread fail between owing and paying (its stack may be at its end), the next
 * one signals for it, perhaps once too often. The handle then stays open for good.
 */
final class ControlEvent {
  private final Kernel kernel;
  private final long handle;
  private final AtomicBoolean owed = new AtomicBoolean();
  private volatile boolean missed;
  private volatile boolean uncertain;

  ControlEvent(Kernel kernel) throws KernelException {
    this.kernel = kernel;
    handle = kernel.createEvent();
  }

  long handle() {
    return handle;
  }

  /** A sender has found the waiter asleep. */
  void owe() {
    owed.set(true);
  }

  /** A sender may have failed before it paid. A store, which needs no stack. */
  void miss() {
    missed = true;
  }

  /**
   * Pays what is owed.
   *
   * @return whether something was
   */
  boolean pay() throws KernelException {
    if (missed) {
      uncertain = true;
      missed = false;
    } else if (!owed.get() || !owed.compareAndSet(true, false)) {
      return false;
    }
    kernel.setEvent(handle);
    return true;
  }

  /** Whether each signal that was ever sent was owed, so that the waiter's account is right. */
  boolean isCertain() {
    return !uncertain && !missed;
  }
}

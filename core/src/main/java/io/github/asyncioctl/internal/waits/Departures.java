package io.github.asyncioctl.internal.waits;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Waits that the system was asked to forget. Each has an event of its own until the system has set
 * it, whatever the asking call returned: Wine's threads may still wait for the duplicate when it
 * returns a success. Many leave at a time, so that not each of them costs a way there and back.
 * Owned by the keeper.
 *
 * <p>Source: Microsoft, "UnregisterWaitEx function (threadpoollegacyapiset.h)".
 */
final class Departures {
  /** How many leave at a time before the first of them is waited for. */
  private static final int MANY = 32;

  /** How long one is waited for: normally it takes as long as the system's call to return. */
  private static final int PATIENCE_MILLIS = 10;

  private final WaitPort port;
  private final Consumer<Wait> gone;
  private final BiConsumer<Wait, Throwable> lost;

  private final ArrayDeque<Wait> leaving = new ArrayDeque<>();
  private final ArrayDeque<Long> spare = new ArrayDeque<>();

  Departures(WaitPort port, Consumer<Wait> gone, BiConsumer<Wait, Throwable> lost) {
    this.port = port;
    this.gone = gone;
    this.lost = lost;
  }

  boolean isEmpty() {
    return leaving.isEmpty();
  }

  /** Asks the system to forget a wait. */
  void begin(Wait wait) {
    if (ask(wait)) {
      leaving.add(wait);
    }
    if (leaving.size() >= MANY) {
      look();
    }
  }

  /** Returns whether it is to be looked at again. */
  private boolean ask(Wait wait) {
    WaitPort.Registration registration = wait.registration;
    if (registration == null) {
      throw new IllegalStateException("not registered");
    }
    try {
      wait.left = event();
    } catch (KernelException noEvent) {
      return true; // there may be one later
    }
    int error = registration.unregister(wait.left);
    if (error == Kernel.SUCCESS || error == Kernel.IO_PENDING) {
      return true;
    }
    lost.accept(wait, new KernelException("UnregisterWaitEx", error));
    return false;
  }

  private long event() throws KernelException {
    Long event = spare.poll();
    return event == null ? port.createEvent() : event;
  }

  /** Waits a little for the first one, and looks at the others. */
  void look() {
    int patience = PATIENCE_MILLIS;
    for (int left = leaving.size(); left > 0; left--) {
      Wait wait = leaving.remove();
      try {
        if (wait.left == 0) {
          if (ask(wait)) {
            leaving.add(wait);
          }
        } else if (!hasLeft(wait, patience)) {
          leaving.add(wait);
          patience = 0;
        }
      } catch (Throwable thrown) { // no memory, or JNA is gone: the others go on
        lost.accept(wait, thrown);
      }
    }
    if (patience > 0 && !leaving.isEmpty()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)); // no events to be had
    }
  }

  /** Returns whether the matter is settled. */
  private boolean hasLeft(Wait wait, int patience) {
    try {
      if (!port.await(wait.left, patience)) {
        return false;
      }
    } catch (KernelException e) {
      lost.accept(wait, e);
      return true;
    }
    spare.add(wait.left);
    wait.left = 0;
    gone.accept(wait);
    return true;
  }

  /** Closes what it has, when nothing leaves any more. */
  void close() {
    spare.forEach(port::close);
  }
}

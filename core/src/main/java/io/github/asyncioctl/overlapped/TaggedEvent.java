package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import io.github.asyncioctl.internal.kernel.WinError;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A manual-reset event whose handle has the low-order bit set. In {@code OVERLAPPED.hEvent} it
 * keeps the completion out of the completion port that the file or socket is bound to. Wait for the
 * event instead.
 *
 * <p>Starting an operation resets the event. So use a separate event for each operation in flight.
 *
 * <p>All methods are thread-safe. {@link #close} closes the handle, or, if threads are waiting, the
 * last of them does when it stops waiting: the handle is never closed while a thread waits for it.
 * The kernel keeps the event object alive for an operation in flight, but the system may reuse the
 * handle's value once it is closed. So close the event after its operation has ended.
 *
 * <p>Source: Microsoft, "GetQueuedCompletionStatus function (ioapiset.h)", "CreateEventW function
 * (synchapi.h)".
 */
public final class TaggedEvent implements AutoCloseable {
  private static final long TAG = 1;

  /** Windows ignores these bits in a handle, so four values refer to one event. */
  private static final long LOW_BITS = 3;

  /** How long a thread in the kernel's wait may not notice an interrupt or a close. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Map<Long, TaggedEvent> OPEN = new ConcurrentHashMap<>();

  private final OverlappedPort port;
  private final long event;

  // All under this object's private lock.
  private final Object lock = new Object();
  private int users;
  private boolean closed;
  private int resets;

  private TaggedEvent(OverlappedPort port, long event) {
    this.port = port;
    this.event = event;
  }

  /**
   * Creates an event that is not signalled.
   *
   * @return the event
   * @throws UnsupportedOperationException if this is not Windows
   * @throws UncheckedIOException if the system has no resources for it
   */
  public static TaggedEvent create() {
    return create(Win32.port());
  }

  static TaggedEvent create(OverlappedPort port) {
    try {
      TaggedEvent created = new TaggedEvent(port, port.createEvent());
      OPEN.put(created.event, created);
      return created;
    } catch (KernelException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The open event with this tagged handle, if it is one of ours. */
  static @Nullable TaggedEvent find(long handle) {
    return OPEN.get(untagged(handle));
  }

  /** The handle without its low-order bits, which have a meaning only outside the system. */
  static long untagged(long handle) {
    return handle & ~LOW_BITS;
  }

  /**
   * The value for {@code OVERLAPPED.hEvent}: the handle with its low-order bit set.
   *
   * @return the tagged handle
   * @throws IllegalStateException if the event is closed
   */
  public long handle() {
    synchronized (lock) {
      requireOpen();
      return event | TAG;
    }
  }

  /**
   * Waits until the event is signalled. Then the operation has ended; {@code GetOverlappedResult}
   * or {@code WSAGetOverlappedResult} reports its outcome. The event stays signalled.
   *
   * @param timeout how long to wait; zero or less only checks
   * @return false if the timeout expired
   * @throws InterruptedException if the thread is interrupted, noticed within 50 ms
   * @throws IllegalStateException if the event is closed, or is closed during the wait
   */
  public boolean await(Duration timeout) throws InterruptedException {
    Objects.requireNonNull(timeout, "timeout");
    long start = System.nanoTime();
    long nanos = nanos(timeout);
    enter();
    try {
      while (true) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        synchronized (lock) {
          if (closed) {
            throw new IllegalStateException("the event was closed while a thread waited for it");
          }
        }
        long left = Math.max(0, nanos - (System.nanoTime() - start));
        if (isSignalled((int) Math.ceil(Math.min(left, SLICE_NANOS) / 1e6))) {
          return true;
        }
        if (left == 0) {
          return false;
        }
      }
    } finally {
      leave();
    }
  }

  private static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException e) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  /**
   * Whether the event is signalled now.
   *
   * @return true until it is reset, by {@link #reset} or by the start of an operation
   * @throws IllegalStateException if the event is closed
   */
  public boolean isSignalled() {
    enter();
    try {
      return isSignalled(0);
    } finally {
      leave();
    }
  }

  private boolean isSignalled(int millis) {
    try {
      return port.await(event, millis);
    } catch (KernelException e) {
      throw new IllegalStateException("other code has closed the event's handle", e);
    }
  }

  /**
   * Resets the event. The start of an operation does that, too.
   *
   * @throws IllegalStateException if the event is closed
   */
  public void reset() {
    synchronized (lock) {
      requireOpen();
      resets++;
      int error = port.resetEvent(event);
      if (error != 0) {
        throw new IllegalStateException(
            "other code has closed the event's handle: ResetEvent failed: "
                + WinError.describe(error));
      }
    }
  }

  /** An operation is going to start that resets the event: as {@link #resets} says from now on. */
  int countReset() {
    synchronized (lock) {
      resets++;
      return closed ? -1 : resets;
    }
  }

  /** How often it was reset by {@link #reset} or under a guard; -1 once the event is closed. */
  int resets() {
    synchronized (lock) {
      return closed ? -1 : resets;
    }
  }

  /** Closes the event; threads that wait for it get an exception. Closing twice has no effect. */
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      OPEN.remove(event);
      if (users == 0) {
        port.closeEvent(event);
      }
    }
  }

  private void enter() {
    synchronized (lock) {
      requireOpen();
      users++;
    }
  }

  private void leave() {
    synchronized (lock) {
      users--;
      if (closed && users == 0) {
        port.closeEvent(event);
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the event is closed");
    }
  }

  @Override
  public String toString() {
    return "tagged event 0x" + Long.toHexString(event | TAG);
  }
}

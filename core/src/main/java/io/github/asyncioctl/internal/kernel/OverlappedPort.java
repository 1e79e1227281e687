package io.github.asyncioctl.internal.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The Win32 calls behind tagged events and guards: events for overlapped operations that people
 * start themselves, and a look at their memory. Handles and addresses are {@code long}.
 */
public interface OverlappedPort {
  /**
   * Creates a manual-reset event that is not signalled.
   *
   * @throws KernelException if the system refuses
   */
  long createEvent() throws KernelException;

  /** {@code ResetEvent}: 0, or the error, which is 6 for a handle that is no event's. */
  int resetEvent(long event);

  /** Closes a handle. */
  void closeEvent(long event);

  /**
   * Waits for an event.
   *
   * @return whether it is signalled
   * @throws KernelException if the wait failed
   */
  boolean await(long event, int millis) throws KernelException;

  /** Memory of this process, or null if some of it cannot be written. */
  @Nullable NativeMemory memory(long address, int bytes);
}

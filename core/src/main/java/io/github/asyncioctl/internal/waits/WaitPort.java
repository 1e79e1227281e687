package io.github.asyncioctl.internal.waits;

import io.github.asyncioctl.internal.kernel.KernelException;

/**
 * The Win32 calls behind waits. Handles are {@code long}; failures carry the function and its
 * error.
 */
public interface WaitPort {
  /**
   * What the system has of a wait. It may call at any time from before {@link #register} returns
   * until {@link #unregister} is complete, once at most.
   */
  interface Registration {
    /**
     * Asks the system to forget the wait, without waiting for that. To be called once.
     *
     * @param event an auto-reset event that the system sets when nothing of the wait is left
     * @return 0 or ERROR_IO_PENDING: the event tells; another error: nothing will
     */
    int unregister(long event);

    /** The event was set: no call will come, so nothing is kept for one. */
    void forget();
  }

  /** Duplicates a handle of this process, with the right to wait and no other. */
  long duplicate(long handle) throws KernelException;

  /** Opens a process, with the right to wait and no other. */
  long openProcess(long pid) throws KernelException;

  /** Whether the object is a mutex. */
  boolean isMutex(long handle) throws KernelException;

  /** Whether the object is signalled now; takes the signal of an object that takes it back. */
  boolean isSignalled(long handle) throws KernelException;

  /** Closes a handle. */
  void close(long handle);

  /** Creates an auto-reset event that is not signalled. */
  long createEvent() throws KernelException;

  /** Waits for an event so long; returns whether it was set. */
  boolean await(long event, int millis) throws KernelException;

  /**
   * Has the system wait for an object, once.
   *
   * @param signalled what it calls, on a thread of its own
   */
  Registration register(long handle, Runnable signalled) throws KernelException;
}

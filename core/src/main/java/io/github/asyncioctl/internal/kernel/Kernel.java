package io.github.asyncioctl.internal.kernel;

/**
 * The Win32 calls that the engine makes. One implementation talks to Windows through JNA; the tests
 * have another one that simulates the kernel.
 *
 * <p>Handles and addresses are {@code long}. A call that starts or cancels returns its error code
 * as {@code WSAGetLastError} or {@code GetLastError} would say it, {@link #SUCCESS} if there is
 * none, so that nothing is allocated on the path of an operation.
 */
public interface Kernel {
  /** The call succeeded. */
  int SUCCESS = 0;

  /** ERROR_INVALID_HANDLE. */
  int INVALID_HANDLE = 6;

  /** ERROR_NOT_ENOUGH_MEMORY. */
  int NOT_ENOUGH_MEMORY = 8;

  /** ERROR_OPERATION_ABORTED, which is WSA_OPERATION_ABORTED too. */
  int OPERATION_ABORTED = 995;

  /** ERROR_IO_PENDING, which is WSA_IO_PENDING too. */
  int IO_PENDING = 997;

  /** ERROR_NOT_FOUND: {@code CancelIoEx} found nothing to cancel. */
  int NOT_FOUND = 1168;

  /**
   * The result of a starting call that ended in an access violation. It is unknown whether
   * something is pending.
   */
  int FAULTED = Integer.MIN_VALUE;

  /** As the timeout of {@link #waitForAny}: no timeout. */
  int INFINITE = -1;

  /** As the result of {@link #waitForAny}: nothing was signalled in time. */
  int TIMED_OUT = -1;

  /** MAXIMUM_WAIT_OBJECTS. */
  int MAXIMUM_WAIT_OBJECTS = 64;

  /**
   * Native memory, zeroed and aligned to 16 bytes, which lives until {@link #free}.
   *
   * @throws OutOfMemoryError if there is none
   */
  NativeMemory allocate(int bytes);

  /** Frees memory. The kernel must not use it any more, and no code may touch it again. */
  void free(NativeMemory memory);

  /**
   * Creates an auto-reset event that is not signalled.
   *
   * @throws KernelException if the system refuses
   */
  long createEvent() throws KernelException;

  /** Signals an event. */
  void setEvent(long event) throws KernelException;

  /** Closes an event's handle. */
  void closeEvent(long event);

  /**
   * Waits until one of {@code count} handles, which lie from {@code handles} on, is signalled.
   *
   * @return the lowest index that is signalled, or {@link #TIMED_OUT}
   * @throws KernelException if the wait failed
   */
  int waitForAny(long handles, int count, int timeoutMillis) throws KernelException;

  /**
   * {@code WSAIoctl} with an OVERLAPPED and no completion routine.
   *
   * @param returned address of the DWORD that receives the byte count of an immediate success
   */
  int socketIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped);

  /** {@code DeviceIoControl} with an OVERLAPPED. The parameters are those of a socket's. */
  int deviceIoctl(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped);

  /** {@code CancelIoEx}. Only asks: the operation ends when its OVERLAPPED says so. */
  int cancel(long handle, long overlapped);

  /** The Win32 error of a completed device operation, as {@code GetOverlappedResult} says it. */
  int deviceError(long handle, long overlapped);

  /** The system's text for an error, in the language of the system; empty if it has none. */
  default String message(int error) {
    return "";
  }
}

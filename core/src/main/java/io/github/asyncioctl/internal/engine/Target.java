package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is issued on, and the function that issues it. It keeps the Java object that
 * owns the handle reachable, so that no Cleaner closes the handle while an operation needs it.
 */
public interface Target {
  /** The SOCKET or HANDLE. */
  long handle();

  /** Whether the handle is a socket, so that its errors are Winsock's. */
  boolean isSocket();

  /** The Java object whose closing closes the handle, so that it can be asked; null if unknown. */
  default @Nullable Object owner() {
    return null;
  }

  /** Why nothing may be issued any more, or null while the handle is open. */
  @Nullable IOException refusal();

  /** The function, by the name that failures show. */
  default String function() {
    return isSocket() ? "WSAIoctl" : "DeviceIoControl";
  }

  /** What stands in Offset and OffsetHigh of the OVERLAPPED. */
  default long offset() {
    return 0;
  }

  /**
   * Calls the function. Buffers of no length have no address.
   *
   * @param overlapped the OVERLAPPED's address; 0 for a call that completes before it returns
   * @return its error, see {@link Kernel}
   */
  default int issue(
      Kernel kernel,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    return isSocket()
        ? kernel.socketIoctl(handle(), code, in, inBytes, out, outBytes, returned, overlapped)
        : kernel.deviceIoctl(handle(), code, in, inBytes, out, outBytes, returned, overlapped);
  }

  /** Asks the system to cancel an operation; it ends when its OVERLAPPED says so. */
  default void cancel(Kernel kernel, long overlapped) {
    kernel.cancel(handle(), overlapped);
  }

  /** What {@link #issue} threw, if it ran a function of the user that threw; null otherwise. */
  default @Nullable Throwable thrown() {
    return null;
  }
}

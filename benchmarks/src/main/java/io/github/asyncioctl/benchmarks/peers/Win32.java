package io.github.asyncioctl.benchmarks.peers;

import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary.StdCallCallback;

/** The Win32 calls of the ways that are written by hand. Handles and addresses are long. */
interface Win32 {
  /** The function that RegisterWaitForSingleObject calls on a thread of the system. */
  interface Signalled extends StdCallCallback {
    /** With the context that was registered. */
    void signalled(Pointer context, byte timedOut);
  }

  /** WSAIoctl or DeviceIoControl without buffers; returns 0 or the error. */
  int start(long handle, boolean isSocket, int code, long returned, long overlapped);

  /** WSAIoctl with an output buffer; returns 0 or the error. */
  int ask(long socket, int code, long out, int outBytes, long returned, long overlapped);

  long createEvent();

  void await(long event);

  /** GetOverlappedResult without waiting: whether the operation is complete. */
  boolean isComplete(long handle, long overlapped, long transferred);

  /** Registers a wait that ends with the first signal; returns its handle. */
  long register(long event, Signalled callback, long context);

  void unregister(long registration);
}

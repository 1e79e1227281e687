package io.github.asyncioctl.examples;

import com.sun.jna.Native;
import com.sun.jna.WString;
import io.github.asyncioctl.examples.Step.FailedException;

/**
 * What the demo itself calls of kernel32.dll and ws2_32.dll, direct-mapped: handles and addresses
 * are {@code long}. No {@code Structure} stands for an OVERLAPPED, because JNA would write its copy
 * of one back over what the kernel has written.
 */
final class Win32 {
  static final int ERROR_INVALID_HANDLE = 6;
  static final int WSA_OPERATION_ABORTED = 995;
  static final int WSA_IO_PENDING = 997;
  static final long INVALID_HANDLE = -1;

  private Win32() {}

  /** For handles: 0 and -1 are none. */
  static long made(String call, long handle) throws FailedException {
    if (handle == 0 || handle == INVALID_HANDLE) {
      throw failed(call);
    }
    return handle;
  }

  /** Says that the call that was just made on this thread has failed. */
  static FailedException failed(String call) {
    return new FailedException(call + " failed: error " + Native.getLastError());
  }

  /** kernel32.dll. */
  static final class Kernel32 {
    static {
      Native.register(Kernel32.class, "kernel32");
    }

    private Kernel32() {}

    static native long CreateIoCompletionPort(long file, long port, long key, int threads);

    static native int GetQueuedCompletionStatus(
        long port, long bytes, long key, long overlapped, int millis);

    static native int CancelIoEx(long file, long overlapped);

    static native int CloseHandle(long handle);

    static native long CreateNamedPipeW(
        WString name,
        int openMode,
        int pipeMode,
        int instances,
        int outBytes,
        int inBytes,
        int timeoutMillis,
        long security);

    static native long CreateFileW(
        WString name,
        int access,
        int share,
        long security,
        int disposition,
        int flags,
        long template);
  }

  /** ws2_32.dll. */
  static final class Winsock {
    static {
      Native.register(Winsock.class, "ws2_32");
    }

    private Winsock() {}

    static native long WSASocketW(
        int family, int type, int protocol, long info, int group, int flags);

    static native int bind(long socket, long address, int length);

    static native int closesocket(long socket);

    static native int WSAIoctl(
        long socket,
        int code,
        long in,
        int inBytes,
        long out,
        int outBytes,
        long returned,
        long overlapped,
        long completionRoutine);
  }
}

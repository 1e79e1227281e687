package io.github.asyncioctl.benchmarks.peers;

import com.sun.jna.Native;
import com.sun.jna.WString;

/** The calls of kernel32.dll that set the stage and are not measured themselves, direct-mapped. */
final class Native32 {
  static final long INVALID_HANDLE_VALUE = -1;

  static {
    Native.register(Native32.class, "kernel32");
  }

  private Native32() {}

  static native long CreateNamedPipeW(
      WString name,
      int openMode,
      int pipeMode,
      int maxInstances,
      int outBufferSize,
      int inBufferSize,
      int defaultTimeout,
      long securityAttributes);

  static native long CreateFileW(
      WString name,
      int access,
      int share,
      long securityAttributes,
      int disposition,
      int flags,
      long template);

  static native int WaitNamedPipeW(WString name, int millis);

  static native int DisconnectNamedPipe(long pipe);

  static native int CloseHandle(long handle);

  static native long CreateEventW(long attributes, int manualReset, int initialState, long name);

  static native int SetEvent(long event);

  static native int CancelIoEx(long handle, long overlapped);

  static native long GetCurrentProcess();

  static native int K32GetProcessMemoryInfo(long process, byte[] counters, int size);

  /** Fails with the call's name and the error. */
  static long valid(String call, long handle) {
    if (handle == INVALID_HANDLE_VALUE) {
      throw new IllegalStateException(call + " failed: error " + Native.getLastError());
    }
    return handle;
  }
}

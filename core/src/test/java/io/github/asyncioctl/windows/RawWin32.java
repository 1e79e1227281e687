package io.github.asyncioctl.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;

/**
 * The calls of kernel32.dll that the tests make themselves, direct-mapped. The error of a call that
 * failed is {@code Native.getLastError()}, asked for at once.
 */
public final class RawWin32 {
  public static final long INVALID_HANDLE_VALUE = -1;
  public static final int STATUS_PENDING = 0x103;
  public static final int STATUS_CANCELLED = 0xC0000120;
  public static final int ERROR_NOT_FOUND = 1168;
  public static final int ERROR_IO_PENDING = 997;
  public static final int WAIT_OBJECT_0 = 0;
  public static final int WAIT_TIMEOUT = 258;

  static {
    Native.register(RawWin32.class, "kernel32");
  }

  private RawWin32() {}

  public static native long CreateNamedPipeW(
      WString name,
      int openMode,
      int pipeMode,
      int maxInstances,
      int outBufferSize,
      int inBufferSize,
      int defaultTimeout,
      long securityAttributes);

  public static native long CreateFileW(
      WString name,
      int access,
      int share,
      long securityAttributes,
      int disposition,
      int flags,
      long template);

  public static native int CloseHandle(long handle);

  public static native long CreateEventW(
      long attributes, int manualReset, int initialState, long name);

  public static native int SetEvent(long event);

  public static native int WaitForSingleObject(long handle, int millis);

  public static native int WaitForMultipleObjects(
      int count, long[] handles, int waitAll, int millis);

  public static native int DeviceIoControl(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped);

  public static native int CancelIoEx(long handle, long overlapped);

  public static native int GetOverlappedResult(
      long handle, long overlapped, long transferred, int wait);

  public static native long CreateIoCompletionPort(
      long handle, long existingPort, long key, int threads);

  public static native int GetQueuedCompletionStatus(
      long port, int[] transferred, long[] key, long[] overlapped, int millis);

  public static native long GetCurrentProcess();

  public static native int GetProcessHandleCount(long process, int[] count);

  /** PROCESS_MEMORY_COUNTERS as nine 64-bit words. */
  public static native int K32GetProcessMemoryInfo(long process, long[] counters, int bytes);
}

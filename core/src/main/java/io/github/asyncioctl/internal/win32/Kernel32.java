package io.github.asyncioctl.internal.win32;

/**
 * kernel32.dll, direct-mapped: handles and addresses are {@code long}, and nothing is allocated.
 */
final class Kernel32 {
  private Kernel32() {}

  static native long CreateEventW(long attributes, int manualReset, int initialState, long name);

  static native int SetEvent(long event);

  static native int CloseHandle(long handle);

  static native int WaitForMultipleObjects(int count, long handles, int waitAll, int millis);

  static native int DeviceIoControl(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped);

  static native int CancelIoEx(long handle, long overlapped);

  static native int FormatMessageW(
      int flags, long source, int id, int language, char[] buffer, int size, long arguments);

  static native int GetOverlappedResult(long handle, long overlapped, long transferred, int wait);
}

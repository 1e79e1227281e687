package io.github.asyncioctl.internal.win32;

/** More of kernel32.dll, direct-mapped: what waits need. */
final class WaitCalls {
  private WaitCalls() {}

  static native long GetCurrentProcess();

  static native int DuplicateHandle(
      long sourceProcess,
      long source,
      long targetProcess,
      long[] target,
      int access,
      int inherit,
      int options);

  static native long OpenProcess(int access, int inherit, int pid);

  static native int WaitForSingleObject(long handle, int millis);

  static native long CreateEventW(long attributes, int manualReset, int initialState, long name);

  static native int CloseHandle(long handle);

  static native int RegisterWaitForSingleObject(
      long[] wait,
      long handle,
      Signalled.WaitOrTimerCallback callback,
      long context,
      int millis,
      int flags);

  static native int UnregisterWaitEx(long wait, long event);
}

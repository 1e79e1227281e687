package io.github.asyncioctl.facts;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** Calls of kernel32.dll beside those of {@link RawWin32}, direct-mapped. */
final class SystemCalls {
  static {
    Native.register(SystemCalls.class, "kernel32");
  }

  private SystemCalls() {}

  static native int SleepEx(int millis, int alertable);

  static native int CancelIo(long handle);

  static native int SetFileCompletionNotificationModes(long handle, byte flags);

  static native int DuplicateHandle(
      long fromProcess,
      long handle,
      long toProcess,
      long duplicate,
      int access,
      int inherit,
      int options);

  static native long OpenProcess(int access, int inherit, int process);

  static native int GetCurrentProcessId();

  static native int GetCurrentThreadId();

  static native long OpenThread(int access, int inherit, int thread);

  static native int QueueUserAPC(Callback routine, long thread, long data);

  static native int GetFileType(long handle);

  static native long VirtualAlloc(long address, long size, int type, int protection);

  static native int VirtualFree(long address, long size, int type);

  static native int WriteFile(long handle, long data, int bytes, long written, long overlapped);

  static native int ReadFile(long handle, long data, int bytes, long read, long overlapped);

  static native int RegisterWaitForSingleObject(
      long wait, long object, Callback callback, long context, int millis, int flags);

  static native int UnregisterWaitEx(long wait, long completionEvent);
}

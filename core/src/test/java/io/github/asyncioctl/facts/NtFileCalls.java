package io.github.asyncioctl.facts;

import com.sun.jna.Callback;
import com.sun.jna.Native;

/** Calls of ntdll.dll beside those of {@link NtCalls}, direct-mapped. */
final class NtFileCalls {
  static {
    Native.register(NtFileCalls.class, "ntdll");
  }

  private NtFileCalls() {}

  static native int RtlNtStatusToDosError(int status);

  static native int NtWriteFile(
      long handle,
      long event,
      Callback apc,
      long context,
      long block,
      long data,
      int bytes,
      long offset,
      long key);

  static native int NtFlushBuffersFile(long handle, long block);

  static native int NtCancelIoFileEx(long handle, long operation, long block);

  static native int NtSetInformationFile(
      long handle, long block, long information, int bytes, int kind);

  static native int NtQueryInformationFile(
      long handle, long block, long information, int bytes, int kind);

  static native int NtNotifyChangeDirectoryFile(
      long directory,
      long event,
      Callback apc,
      long context,
      long block,
      long data,
      int bytes,
      int filter,
      byte subtree);

  static native int NtOpenFile(
      long handle, int access, long attributes, long block, int share, int options);

  static native int RtlRegisterWait(
      long wait, long object, Callback callback, long context, int millis, int flags);

  static native int RtlDeregisterWaitEx(long wait, long event);
}

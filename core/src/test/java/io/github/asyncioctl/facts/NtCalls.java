package io.github.asyncioctl.facts;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.win32.StdCallLibrary.StdCallCallback;

/** Calls of ntdll.dll, direct-mapped. They return an NTSTATUS. */
final class NtCalls {
  /** An APC routine of an Nt-function. */
  interface Routine extends StdCallCallback {
    void called(long context, long block, int reserved);
  }

  static {
    Native.register(NtCalls.class, "ntdll");
  }

  private NtCalls() {}

  static native int NtDeviceIoControlFile(
      long handle,
      long event,
      Callback routine,
      long context,
      long block,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes);

  static native int NtFsControlFile(
      long handle,
      long event,
      Callback routine,
      long context,
      long block,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes);

  static native int NtReadFile(
      long handle,
      long event,
      Callback routine,
      long context,
      long block,
      long data,
      int bytes,
      long offset,
      long key);

  static native int NtCancelIoFile(long handle, long block);

  static native int NtClose(long handle);
}

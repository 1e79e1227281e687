package io.github.asyncioctl.facts;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.WString;

/** Calls of kernel32.dll on pipes, files, waits and ports, direct-mapped; addresses are numbers. */
final class KernelCalls {
  static final long CURRENT_PROCESS = -1;
  static final long CURRENT_THREAD = -2;

  static {
    Native.register(KernelCalls.class, "kernel32");
  }

  private KernelCalls() {}

  static native int ConnectNamedPipe(long pipe, long overlapped);

  static native int DisconnectNamedPipe(long pipe);

  static native int WaitNamedPipeW(WString name, int millis);

  static native int PeekNamedPipe(
      long pipe, long data, int bytes, long read, long available, long left);

  static native int TransactNamedPipe(
      long pipe, long in, int inBytes, long out, int outBytes, long read, long overlapped);

  static native int SetNamedPipeHandleState(long pipe, long mode, long count, long timeout);

  static native int GetNamedPipeClientProcessId(long pipe, long id);

  static native int GetNamedPipeServerProcessId(long pipe, long id);

  static native int FlushFileBuffers(long handle);

  static native int CancelSynchronousIo(long thread);

  static native int GetOverlappedResultEx(
      long handle, long overlapped, long transferred, int millis, int alertable);

  static native int ResetEvent(long event);

  static native long CreateSemaphoreW(long attributes, int initial, int maximum, long name);

  static native int ReleaseSemaphore(long semaphore, int count, long previous);

  static native int WaitForMultipleObjectsEx(
      int count, long[] handles, int waitAll, int millis, int alertable);

  static native int SignalObjectAndWait(long signalled, long waited, int millis, int alertable);

  static native int UnregisterWait(long wait);

  static native int BindIoCompletionCallback(long handle, Callback callback, int flags);

  static native int GetQueuedCompletionStatusEx(
      long port, long entries, int count, long removed, int millis, int alertable);

  static native int PostQueuedCompletionStatus(
      long port, int transferred, long key, long overlapped);

  static native int ReadFileScatter(
      long handle, long segments, int bytes, long reserved, long overlapped);

  static native int LockFileEx(
      long handle, int flags, int reserved, int low, int high, long overlapped);

  static native int UnlockFileEx(long handle, int reserved, int low, int high, long overlapped);

  static native int ReadDirectoryChangesW(
      long directory,
      long data,
      int bytes,
      int subtree,
      int filter,
      long returned,
      long overlapped,
      Callback routine);

  static native long FindFirstChangeNotificationW(WString path, int subtree, int filter);

  static native int FindNextChangeNotification(long handle);

  static native int FindCloseChangeNotification(long handle);
}

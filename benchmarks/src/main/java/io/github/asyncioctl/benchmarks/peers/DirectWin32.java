package io.github.asyncioctl.benchmarks.peers;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;

/** Direct-mapped JNA: native methods, primitive arguments. */
final class DirectWin32 implements Win32 {
  private static final int ERROR_IO_INCOMPLETE = 996;
  private static final int WT_EXECUTEONLYONCE = 8;

  /** kernel32.dll. */
  static final class Kernel {
    static {
      Native.register(Kernel.class, "kernel32");
    }

    private Kernel() {}

    static native long CreateEventW(long attributes, int manualReset, int initialState, long name);

    static native int WaitForSingleObject(long handle, int millis);

    static native int GetOverlappedResult(long handle, long overlapped, long transferred, int wait);

    static native int DeviceIoControl(
        long handle,
        int code,
        long in,
        int inBytes,
        long out,
        int outBytes,
        long returned,
        long overlapped);

    static native int RegisterWaitForSingleObject(
        LongByReference registration,
        long object,
        Signalled callback,
        long context,
        int millis,
        int flags);

    static native int UnregisterWait(long registration);
  }

  /** ws2_32.dll. */
  static final class Winsock {
    static {
      Native.register(Winsock.class, "ws2_32");
    }

    private Winsock() {}

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

  @Override
  public int start(long handle, boolean isSocket, int code, long returned, long overlapped) {
    if (isSocket) {
      return ask(handle, code, 0, 0, returned, overlapped);
    }
    return Kernel.DeviceIoControl(handle, code, 0, 0, 0, 0, returned, overlapped) != 0
        ? 0
        : Native.getLastError();
  }

  @Override
  public int ask(long socket, int code, long out, int outBytes, long returned, long overlapped) {
    return Winsock.WSAIoctl(socket, code, 0, 0, out, outBytes, returned, overlapped, 0) == 0
        ? 0
        : Native.getLastError();
  }

  @Override
  public long createEvent() {
    return Kernel.CreateEventW(0, 0, 0, 0);
  }

  @Override
  public void await(long event) {
    Kernel.WaitForSingleObject(event, -1);
  }

  @Override
  public boolean isComplete(long handle, long overlapped, long transferred) {
    return Kernel.GetOverlappedResult(handle, overlapped, transferred, 0) != 0
        || Native.getLastError() != ERROR_IO_INCOMPLETE;
  }

  @Override
  public long register(long event, Signalled callback, long context) {
    LongByReference registration = new LongByReference();
    if (Kernel.RegisterWaitForSingleObject(
            registration, event, callback, context, -1, WT_EXECUTEONLYONCE)
        == 0) {
      throw new IllegalStateException("RegisterWaitForSingleObject: " + Native.getLastError());
    }
    return registration.getValue();
  }

  @Override
  public void unregister(long registration) {
    Kernel.UnregisterWait(registration);
  }

  /** Memory that is zero. */
  static long zeroed(int bytes) {
    long address = Native.malloc(bytes);
    new Pointer(address).clear(bytes);
    return address;
  }
}

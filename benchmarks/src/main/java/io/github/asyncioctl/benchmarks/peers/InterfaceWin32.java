package io.github.asyncioctl.benchmarks.peers;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** Interface-mapped JNA, as its documentation begins: library interfaces and Pointers. */
final class InterfaceWin32 implements Win32 {
  private static final int ERROR_IO_INCOMPLETE = 996;
  private static final int WT_EXECUTEONLYONCE = 8;

  /** kernel32.dll. */
  interface Kernel extends StdCallLibrary {
    Kernel INSTANCE = Native.load("kernel32", Kernel.class);

    Pointer CreateEventW(
        @Nullable Pointer attributes,
        boolean manualReset,
        boolean initialState,
        @Nullable Pointer name);

    int WaitForSingleObject(Pointer handle, int millis);

    boolean GetOverlappedResult(
        Pointer handle, Pointer overlapped, Pointer transferred, boolean wait);

    boolean DeviceIoControl(
        Pointer handle,
        int code,
        @Nullable Pointer in,
        int inBytes,
        @Nullable Pointer out,
        int outBytes,
        Pointer returned,
        Pointer overlapped);

    boolean RegisterWaitForSingleObject(
        PointerByReference registration,
        Pointer object,
        Signalled callback,
        Pointer context,
        int millis,
        int flags);

    boolean UnregisterWait(Pointer registration);
  }

  /** ws2_32.dll. */
  interface Winsock extends StdCallLibrary {
    Winsock INSTANCE = Native.load("ws2_32", Winsock.class);

    int WSAIoctl(
        Pointer socket,
        int code,
        @Nullable Pointer in,
        int inBytes,
        @Nullable Pointer out,
        int outBytes,
        Pointer returned,
        Pointer overlapped,
        @Nullable Pointer completionRoutine);
  }

  @Override
  public int start(long handle, boolean isSocket, int code, long returned, long overlapped) {
    if (isSocket) {
      return ask(handle, code, 0, 0, returned, overlapped);
    }
    return Kernel.INSTANCE.DeviceIoControl(
            new Pointer(handle),
            code,
            null,
            0,
            null,
            0,
            new Pointer(returned),
            new Pointer(overlapped))
        ? 0
        : Native.getLastError();
  }

  @Override
  public int ask(long socket, int code, long out, int outBytes, long returned, long overlapped) {
    int result =
        Winsock.INSTANCE.WSAIoctl(
            new Pointer(socket),
            code,
            null,
            0,
            out == 0 ? null : new Pointer(out),
            outBytes,
            new Pointer(returned),
            new Pointer(overlapped),
            null);
    return result == 0 ? 0 : Native.getLastError();
  }

  @Override
  public long createEvent() {
    return Pointer.nativeValue(Kernel.INSTANCE.CreateEventW(null, false, false, null));
  }

  @Override
  public void await(long event) {
    Kernel.INSTANCE.WaitForSingleObject(new Pointer(event), -1);
  }

  @Override
  public boolean isComplete(long handle, long overlapped, long transferred) {
    return Kernel.INSTANCE.GetOverlappedResult(
            new Pointer(handle), new Pointer(overlapped), new Pointer(transferred), false)
        || Native.getLastError() != ERROR_IO_INCOMPLETE;
  }

  @Override
  public long register(long event, Signalled callback, long context) {
    PointerByReference registration = new PointerByReference();
    if (!Kernel.INSTANCE.RegisterWaitForSingleObject(
        registration, new Pointer(event), callback, new Pointer(context), -1, WT_EXECUTEONLYONCE)) {
      throw new IllegalStateException("RegisterWaitForSingleObject: " + Native.getLastError());
    }
    return Pointer.nativeValue(registration.getValue());
  }

  @Override
  public void unregister(long registration) {
    Kernel.INSTANCE.UnregisterWait(new Pointer(registration));
  }
}

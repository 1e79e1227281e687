package io.github.asyncioctl.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * An OVERLAPPED of the test's own with its event, a byte count and an output buffer, for calls that
 * go past the library.
 */
public final class RawOverlapped implements AutoCloseable {
  static final int OUT_SIZE = 4096;

  private static final int INTERNAL = 0;
  private static final int INTERNAL_HIGH = 8;
  private static final int EVENT = 24;
  private static final int RETURNED = 32;
  private static final int OUT = 64;

  private final Pointer memory = new Pointer(Native.malloc(OUT + OUT_SIZE));
  private final long event = RawWin32.CreateEventW(0, 1, 0, 0);

  private RawOverlapped(int tag) {
    memory.clear(OUT + OUT_SIZE);
    memory.setLong(INTERNAL, RawWin32.STATUS_PENDING);
    memory.setLong(EVENT, event | tag);
  }

  /** With the low-order bit of hEvent set: no packet for a completion port. */
  public static RawOverlapped tagged() {
    return new RawOverlapped(1);
  }

  /** As everybody else makes them. */
  public static RawOverlapped untagged() {
    return new RawOverlapped(0);
  }

  /** WSAIoctl without input; returns 0 or the error. */
  static int ioctl(long socket, int code, RawOverlapped overlapped, int outBytes) {
    int result =
        RawWinsock.WSAIoctl(
            socket,
            code,
            0,
            0,
            outBytes == 0 ? 0 : overlapped.address() + OUT,
            outBytes,
            overlapped.address() + RETURNED,
            overlapped.address(),
            0);
    return result == 0 ? 0 : Native.getLastError();
  }

  /** DeviceIoControl; returns 0 or the error. */
  int deviceIoctl(long handle, int code, long in, int inBytes) {
    int result =
        RawWin32.DeviceIoControl(handle, code, in, inBytes, 0, 0, address() + RETURNED, address());
    return result != 0 ? 0 : Native.getLastError();
  }

  /** CancelIoEx; returns 0 or the error. */
  int cancel(long handle) {
    return RawWin32.CancelIoEx(handle, address()) != 0 ? 0 : Native.getLastError();
  }

  /** GetOverlappedResult without waiting; returns 0 or the error. */
  int result(long handle) {
    return RawWin32.GetOverlappedResult(handle, address(), address() + RETURNED, 0) != 0
        ? 0
        : Native.getLastError();
  }

  long address() {
    return Pointer.nativeValue(memory);
  }

  long event() {
    return event;
  }

  int status() {
    return memory.getInt(INTERNAL);
  }

  void setStatus(int status) {
    memory.setLong(INTERNAL, status);
  }

  long transferred() {
    return memory.getLong(INTERNAL_HIGH);
  }

  /** The byte count that the starting call wrote. */
  int returned() {
    return memory.getInt(RETURNED);
  }

  boolean isSignalled() {
    return RawWin32.WaitForSingleObject(event, 0) == RawWin32.WAIT_OBJECT_0;
  }

  /** Waits until the event is set, at most as long as the tests wait for anything. */
  boolean awaitSignal() {
    return RawWin32.WaitForSingleObject(event, (int) Waits.BOUND.toMillis())
        == RawWin32.WAIT_OBJECT_0;
  }

  /** Frees it; the kernel must be done with it. */
  @Override
  public void close() {
    RawWin32.CloseHandle(event);
    Native.free(address());
  }
}

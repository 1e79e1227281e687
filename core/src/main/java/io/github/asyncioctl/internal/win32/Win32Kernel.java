package io.github.asyncioctl.internal.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;

/** The kernel of this machine. */
public final class Win32Kernel implements Kernel {
  private static final short WINSOCK_2_2 = 0x0202;
  private static final int WSADATA_SIZE = 408;

  /** Receives byte counts that are never read. */
  private final NativeMemory ignored;

  /**
   * Loads the libraries and starts Winsock.
   *
   * @throws KernelException if Winsock does not start
   * @throws LinkageError if this is not a Windows that JNA can work with
   */
  public Win32Kernel() throws KernelException {
    if (Native.POINTER_SIZE != 8) {
      throw new UnsatisfiedLinkError("a 64-bit JVM is needed");
    }
    Native.register(Kernel32.class, "kernel32");
    Native.register(Winsock.class, "ws2_32");
    ignored = allocate(Long.BYTES);
    NativeMemory data = allocate(WSADATA_SIZE);
    int error = Winsock.WSAStartup(WINSOCK_2_2, data.address());
    free(data);
    if (error != SUCCESS) {
      throw new KernelException("WSAStartup", error);
    }
  }

  /** Not JNA's Memory, which JNA frees when it is unloaded, whatever the kernel still holds. */
  @Override
  public NativeMemory allocate(int bytes) {
    long address = Native.malloc(bytes);
    if (address == 0) {
      throw new OutOfMemoryError(bytes + " bytes of native memory");
    }
    try {
      NativeMemory memory = new NativeMemory(address, new Pointer(address).getByteBuffer(0, bytes));
      memory.clear(0, bytes);
      return memory;
    } catch (Throwable failure) {
      Native.free(address);
      throw failure;
    }
  }

  @Override
  public void free(NativeMemory memory) {
    Native.free(memory.address());
  }

  @Override
  public long createEvent() throws KernelException {
    long event = Kernel32.CreateEventW(0, 0, 0, 0);
    if (event == 0) {
      throw new KernelException("CreateEvent", Native.getLastError());
    }
    return event;
  }

  @Override
  public void setEvent(long event) throws KernelException {
    if (Kernel32.SetEvent(event) == 0) {
      throw new KernelException("SetEvent", Native.getLastError());
    }
  }

  @Override
  public void closeEvent(long event) {
    Kernel32.CloseHandle(event);
  }

  @Override
  public int waitForAny(long handles, int count, int timeoutMillis) throws KernelException {
    int result = Kernel32.WaitForMultipleObjects(count, handles, 0, timeoutMillis);
    if (result >= 0 && result < count) {
      return result;
    }
    if (result == WinError.WAIT_TIMEOUT) {
      return TIMED_OUT;
    }
    if (result >= WinBase.WAIT_ABANDONED && result < WinBase.WAIT_ABANDONED + count) {
      // Only mutexes are abandoned: somebody has closed our event and reused its handle.
      throw new KernelException("WaitForMultipleObjects", INVALID_HANDLE);
    }
    throw new KernelException(
        "WaitForMultipleObjects", result == WinBase.WAIT_FAILED ? Native.getLastError() : result);
  }

  @Override
  public int socketIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    try {
      return Winsock.WSAIoctl(socket, code, in, inBytes, out, outBytes, returned, overlapped, 0)
              == 0
          ? SUCCESS
          : failure();
    } catch (Error e) {
      return faulted(e);
    }
  }

  @Override
  public int deviceIoctl(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    try {
      return lastError(
          Kernel32.DeviceIoControl(handle, code, in, inBytes, out, outBytes, returned, overlapped));
    } catch (Error e) {
      return faulted(e);
    }
  }

  /** JNA makes a plain Error of an access violation in a library that it calls. */
  private static int faulted(Error e) {
    if (e.getClass() != Error.class) {
      throw e;
    }
    return FAULTED;
  }

  @Override
  public int cancel(long handle, long overlapped) {
    return lastError(Kernel32.CancelIoEx(handle, overlapped));
  }

  @Override
  public int deviceError(long handle, long overlapped) {
    return lastError(Kernel32.GetOverlappedResult(handle, overlapped, ignored.address(), 0));
  }

  @Override
  public String message(int error) {
    char[] text = new char[512];
    int length =
        Kernel32.FormatMessageW(
            WinBase.FORMAT_MESSAGE_FROM_SYSTEM | WinBase.FORMAT_MESSAGE_IGNORE_INSERTS,
            0,
            error,
            0,
            text,
            text.length,
            0);
    return new String(text, 0, length).strip();
  }

  private static int lastError(int result) {
    return result != 0 ? SUCCESS : failure();
  }

  /**
   * The error of a call that failed, which is never a success, whatever the system forgot to set.
   */
  private static int failure() {
    int error = Native.getLastError();
    return error != SUCCESS ? error : WinError.ERROR_GEN_FAILURE;
  }
}

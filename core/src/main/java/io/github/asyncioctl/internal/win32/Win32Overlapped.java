package io.github.asyncioctl.internal.win32;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Events and memory of this machine. */
public final class Win32Overlapped implements OverlappedPort {
  // MEMORY_BASIC_INFORMATION of 64-bit Windows (winnt.h).
  private static final int INFORMATION_SIZE = 48;
  private static final int BASE = 0;
  private static final int REGION_SIZE = 24;
  private static final int STATE = 32;
  private static final int PROTECT = 36;

  private static final int MEM_COMMIT = 0x1000;
  private static final int PAGE_GUARD = 0x100;

  /** PAGE_READWRITE, PAGE_WRITECOPY, PAGE_EXECUTE_READWRITE, PAGE_EXECUTE_WRITECOPY. */
  private static final int WRITABLE = 0x04 | 0x08 | 0x40 | 0x80;

  /** Loads the library. */
  public Win32Overlapped() {
    Native.register(EventCalls.class, "kernel32");
  }

  @Override
  public long createEvent() throws KernelException {
    long event = EventCalls.CreateEventW(0, 1, 0, 0);
    if (event == 0) {
      throw new KernelException("CreateEvent", Native.getLastError());
    }
    return event;
  }

  @Override
  public int resetEvent(long event) {
    if (EventCalls.ResetEvent(event) != 0) {
      return Kernel.SUCCESS;
    }
    int error = Native.getLastError();
    return error != Kernel.SUCCESS ? error : WinError.ERROR_GEN_FAILURE;
  }

  @Override
  public void closeEvent(long event) {
    EventCalls.CloseHandle(event);
  }

  @Override
  public boolean await(long event, int millis) throws KernelException {
    int result = EventCalls.WaitForSingleObject(event, millis);
    if (result == WinBase.WAIT_OBJECT_0) {
      return true;
    }
    if (result == WinError.WAIT_TIMEOUT) {
      return false;
    }
    throw new KernelException(
        "WaitForSingleObject", result == WinBase.WAIT_FAILED ? Native.getLastError() : result);
  }

  @Override
  public @Nullable NativeMemory memory(long address, int bytes) {
    long end = address + bytes;
    if (end < address) {
      return null; // beyond the end of any address space, and no loop
    }
    for (long next = address; next < end; ) {
      next = endOfWritable(next);
      if (next == 0) {
        return null;
      }
    }
    return new NativeMemory(address, new Pointer(address).getByteBuffer(0, bytes));
  }

  /** Where the pages end that can be written as the one at the address; 0 if that cannot. */
  private static long endOfWritable(long address) {
    byte[] bytes = new byte[INFORMATION_SIZE];
    if (EventCalls.VirtualQuery(address, bytes, INFORMATION_SIZE) == 0) {
      return 0;
    }
    ByteBuffer information = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int protect = information.getInt(PROTECT);
    return information.getInt(STATE) == MEM_COMMIT
            && (protect & WRITABLE) != 0
            && (protect & PAGE_GUARD) == 0
        ? information.getLong(BASE) + information.getLong(REGION_SIZE)
        : 0;
  }
}

package io.github.asyncioctl.internal.win32;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.waits.WaitPort;

/**
 * Waits of this machine's thread pool.
 *
 * <p>Source: Microsoft, "RegisterWaitForSingleObject function (winbase.h)", "UnregisterWaitEx
 * function (threadpoollegacyapiset.h)", "DuplicateHandle function (handleapi.h)", "OpenProcess
 * function (processthreadsapi.h)", "WaitForSingleObject function (synchapi.h)".
 */
public final class Win32Waits implements WaitPort {
  // winnt.h
  private static final int WT_EXECUTEINWAITTHREAD = 0x4;
  private static final int WT_EXECUTEONLYONCE = 0x8;

  /**
   * On the thread that has waited, because what is called takes no time; Wine starts a thread for
   * each of a burst of signals otherwise.
   */
  private static final int FLAGS = WT_EXECUTEINWAITTHREAD | WT_EXECUTEONLYONCE;

  /** Loads the libraries. */
  public Win32Waits() {
    Native.register(WaitCalls.class, "kernel32");
    Native.register(ObjectCalls.class, "ntdll");
  }

  @Override
  public long duplicate(long handle) throws KernelException {
    long self = WaitCalls.GetCurrentProcess();
    long[] duplicate = new long[1];
    if (WaitCalls.DuplicateHandle(self, handle, self, duplicate, WinNT.SYNCHRONIZE, 0, 0) == 0) {
      throw failure("DuplicateHandle");
    }
    return duplicate[0];
  }

  @Override
  public long openProcess(long pid) throws KernelException {
    long process = WaitCalls.OpenProcess(WinNT.SYNCHRONIZE, 0, (int) pid);
    if (process == 0) {
      throw failure("OpenProcess");
    }
    return process;
  }

  @Override
  public boolean isMutex(long handle) throws KernelException {
    return ObjectType.of(handle).equals(ObjectType.MUTEX);
  }

  @Override
  public boolean isSignalled(long handle) throws KernelException {
    return await(handle, 0);
  }

  @Override
  public void close(long handle) {
    WaitCalls.CloseHandle(handle);
  }

  @Override
  public long createEvent() throws KernelException {
    long event = WaitCalls.CreateEventW(0, 0, 0, 0);
    if (event == 0) {
      throw failure("CreateEvent");
    }
    return event;
  }

  @Override
  public boolean await(long event, int millis) throws KernelException {
    int result = WaitCalls.WaitForSingleObject(event, millis);
    if (result == WinBase.WAIT_OBJECT_0) {
      return true;
    }
    if (result == WinError.WAIT_TIMEOUT) {
      return false;
    }
    throw failure("WaitForSingleObject");
  }

  @Override
  public Registration register(long handle, Runnable signalled) throws KernelException {
    long[] wait = new long[1];
    long number = Signalled.expect(signalled);
    if (WaitCalls.RegisterWaitForSingleObject(
            wait, handle, Signalled.callback(), number, Kernel.INFINITE, FLAGS)
        == 0) {
      KernelException failure = failure("RegisterWaitForSingleObject");
      Signalled.forget(number);
      throw failure;
    }
    return new Registered(number, wait[0]);
  }

  /** What the system has of a wait. */
  private record Registered(long number, long registration) implements Registration {
    @Override
    public int unregister(long event) {
      return WaitCalls.UnregisterWaitEx(registration, event) != 0 ? Kernel.SUCCESS : lastError();
    }

    @Override
    public void forget() {
      Signalled.forget(number);
    }
  }

  private static KernelException failure(String call) {
    return new KernelException(call, lastError());
  }

  /** The error of a call that failed, which is never a success, whatever the system has set. */
  private static int lastError() {
    int error = Native.getLastError();
    return error != Kernel.SUCCESS ? error : WinError.ERROR_GEN_FAILURE;
  }
}

package io.github.asyncioctl.contract;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.RawWin32;
import io.github.asyncioctl.windows.WaitableObjects;
import java.util.HashSet;
import java.util.Set;

/** Waits of the system's own thread pool. */
@OnWindows
class Win32WaitsTest extends WaitContract {
  @Override
  WaitBench bench() {
    return new Win32();
  }

  private static final class Win32 implements WaitBench {
    private final AsyncIoctl io = AsyncIoctl.open();
    private final Set<Long> owned = new HashSet<>();
    private long semaphore;

    @Override
    public AsyncIoctl io() {
      return io;
    }

    private long own(long handle) {
      owned.add(handle);
      return handle;
    }

    @Override
    public long manualEvent() {
      return own(RawWin32.CreateEventW(0, 1, 0, 0));
    }

    @Override
    public long autoEvent() {
      return own(RawWin32.CreateEventW(0, 0, 0, 0));
    }

    @Override
    public long semaphore() {
      semaphore = own(WaitableObjects.CreateSemaphoreW(0, 0, 10, 0));
      return semaphore;
    }

    @Override
    public long mutex() {
      return own(WaitableObjects.CreateMutexW(0, 0, 0));
    }

    @Override
    public long noHandle() {
      // Beyond the 16 million that a process can have: one that was closed is soon another object.
      return 0x3FFF_FFFCL;
    }

    @Override
    public void signal(long handle) {
      if (handle == semaphore) {
        WaitableObjects.ReleaseSemaphore(handle, 1, 0);
      } else {
        RawWin32.SetEvent(handle);
      }
    }

    @Override
    public boolean takeSignal(long handle) {
      return RawWin32.WaitForSingleObject(handle, 0) == RawWin32.WAIT_OBJECT_0;
    }

    @Override
    public void closeHandle(long handle) {
      owned.remove(handle);
      RawWin32.CloseHandle(handle);
    }

    @Override
    public void check() {
      // A handle that is closed too often or too early shows in the tests that count handles.
    }

    @Override
    public void close() {
      owned.forEach(RawWin32::CloseHandle);
    }
  }
}

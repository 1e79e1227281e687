package io.github.asyncioctl.windows;

import com.sun.jna.Native;

/** The functions of kernel32.dll that make objects to wait for. */
public final class WaitableObjects {
  static {
    Native.register(WaitableObjects.class, "kernel32");
  }

  private WaitableObjects() {}

  public static native long CreateSemaphoreW(long attributes, int initial, int most, long name);

  public static native int ReleaseSemaphore(long semaphore, int count, long previous);

  public static native long CreateMutexW(long attributes, int initialOwner, long name);

  public static native int ReleaseMutex(long mutex);

  public static native long CreateWaitableTimerW(long attributes, int manualReset, long name);

  public static native int SetWaitableTimer(
      long timer, long[] due, int period, long routine, long argument, int resume);

  public static native long CreateJobObjectW(long attributes, long name);

  public static native int AssignProcessToJobObject(long job, long process);

  public static native long OpenProcess(int access, int inherit, int pid);

  public static native long OpenThread(int access, int inherit, int id);

  public static native int GetCurrentThreadId();
}

package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;

/** What a registered wait calls. It can be held, to look at the wait while it runs. */
final class WaitRoutine extends Routine {
  private final Buffer wait = Numbers.ofLong(0);
  private final long started;
  private final long mayEnd;
  private volatile boolean timedOut;
  private volatile boolean unregisters;
  private volatile int unregistered;

  WaitRoutine(Bench bench) {
    started = bench.event();
    mayEnd = bench.event();
    RawWin32.SetEvent(mayEnd);
  }

  /** Does not end before it is released. */
  WaitRoutine held() {
    KernelCalls.ResetEvent(mayEnd);
    return this;
  }

  /** Ends its own wait. */
  WaitRoutine unregistering() {
    unregisters = true;
    return this;
  }

  /** RegisterWaitForSingleObject; returns the wait. */
  long registered(long object, int millis, int flags) {
    Io.ok(
        "RegisterWaitForSingleObject",
        Io.error(
            SystemCalls.RegisterWaitForSingleObject(
                wait.address(), object, this, 0, millis, flags)));
    return wait.memory().getLong(0);
  }

  /** RtlRegisterWait; returns the wait. */
  long registeredNt(long object, int millis, int flags) {
    int status = NtFileCalls.RtlRegisterWait(wait.address(), object, this, 0, millis, flags);
    if (status != 0) {
      throw new IllegalStateException("RtlRegisterWait: " + Observation.hex(status));
    }
    return wait.memory().getLong(0);
  }

  @Override
  void called(long second, long third) {
    timedOut = (second & 0xFF) != 0;
    if (unregisters) {
      unregistered = Io.error(KernelCalls.UnregisterWait(wait.memory().getLong(0)));
    }
    RawWin32.SetEvent(started);
    Bench.await(mayEnd);
  }

  void release() {
    RawWin32.SetEvent(mayEnd);
  }

  void awaitStart() {
    if (!Bench.await(started)) {
      throw new IllegalStateException("the callback is not called");
    }
  }

  /** Waits until it has been called. */
  void awaitCall() {
    Bench.until(() -> calls() > 0);
  }

  boolean timedOut() {
    return timedOut;
  }

  /** What UnregisterWait said in the callback. */
  int unregistered() {
    return unregistered;
  }
}

package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;

/** Waits that the system's thread pool makes, and calls back. */
final class RegisteredWaitProbes {
  private static final int DEFAULT = 0;
  private static final int IN_WAIT_THREAD = 4;
  private static final int ONLY_ONCE = 8;
  private static final int INFINITE = -1;
  private static final long NO_EVENT = 0;
  private static final long INVALID_HANDLE = -1;

  private RegisteredWaitProbes() {}

  static void register(Probes probes) {
    probes.add("P100", RegisteredWaitProbes::signalled);
    probes.add("P101", RegisteredWaitProbes::unregisterWhileRunning);
    probes.add(
        "P102", bench -> new Observation().call(Io.error(KernelCalls.UnregisterWait(0))).outcome());
    probes.add("P103", RegisteredWaitProbes::unregisterFromWithin);
    probes.add(
        "P104",
        Probe.all(
            b -> before(b, NO_EVENT), b -> before(b, INVALID_HANDLE), b -> before(b, b.event())));
    probes.add("P105", Probe.all(b -> idle(b, false), b -> idle(b, true)));
    probes.add("P106", RegisteredWaitProbes::eventWhileRunning);
    probes.add("P107", RegisteredWaitProbes::blocksWhileRunning);
    probes.add("P108", bench -> twice(bench, ONLY_ONCE));
    probes.add("P109", bench -> twice(bench, DEFAULT));
    probes.add("R56", bench -> time(bench, false, 500));
    probes.add("R57", bench -> time(bench, true, 10_000));
  }

  private static long semaphore(Bench bench) {
    return bench.handle(KernelCalls.CreateSemaphoreW(0, 0, 2, 0));
  }

  private static long setEvent(Bench bench) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    return event;
  }

  private static Outcome signalled(Bench bench) {
    WaitRoutine routine = new WaitRoutine(bench);
    long wait = routine.registered(setEvent(bench), INFINITE, ONLY_ONCE);
    routine.awaitCall();
    int call = unregistered(wait);
    return new Observation().call(call).put("fired", routine.calls()).outcome();
  }

  /** UnregisterWait after the callback, which may take a moment to be over for the system too. */
  private static int unregistered(long wait) {
    SystemCalls.SleepEx(Bench.SILENCE_MILLIS, 0);
    return Io.error(KernelCalls.UnregisterWait(wait));
  }

  private static Outcome unregisterWhileRunning(Bench bench) {
    WaitRoutine routine = new WaitRoutine(bench).held();
    long wait = routine.registered(setEvent(bench), INFINITE, ONLY_ONCE);
    routine.awaitStart();
    int call = Io.error(KernelCalls.UnregisterWait(wait));
    routine.release();
    routine.awaitCall();
    return new Observation().call(call).outcome();
  }

  private static Outcome unregisterFromWithin(Bench bench) {
    WaitRoutine routine = new WaitRoutine(bench).unregistering();
    routine.registered(setEvent(bench), INFINITE, ONLY_ONCE | IN_WAIT_THREAD);
    routine.awaitCall();
    return new Observation().call(routine.unregistered()).outcome();
  }

  private static Outcome before(Bench bench, long event) {
    WaitRoutine routine = new WaitRoutine(bench);
    long wait = routine.registeredNt(semaphore(bench), INFINITE, DEFAULT);
    int call = NtFileCalls.RtlDeregisterWaitEx(wait, event);
    return new Observation().callNt(call).put("fired", routine.calls()).outcome();
  }

  private static Outcome idle(Bench bench, boolean after) {
    long event = bench.event();
    WaitRoutine routine = new WaitRoutine(bench);
    long wait = routine.registeredNt(semaphore(bench), after ? 0 : INFINITE, ONLY_ONCE);
    if (after) {
      routine.awaitCall();
      SystemCalls.SleepEx(Bench.SILENCE_MILLIS, 0);
    }
    int call = NtFileCalls.RtlDeregisterWaitEx(wait, event);
    return new Observation().callNt(call).event(Bench.await(event)).outcome();
  }

  private static Outcome eventWhileRunning(Bench bench) {
    long event = bench.event();
    WaitRoutine routine = new WaitRoutine(bench).held();
    long wait = routine.registeredNt(setEvent(bench), INFINITE, ONLY_ONCE);
    routine.awaitStart();
    int call = NtFileCalls.RtlDeregisterWaitEx(wait, event);
    boolean early = Bench.isSet(event);
    routine.release();
    routine.awaitCall();
    boolean set = Bench.await(event);
    return new Observation()
        .callNt(call)
        .put("event", early ? "set-too-early" : set ? "set" : "unset")
        .outcome();
  }

  private static Outcome blocksWhileRunning(Bench bench) throws Exception {
    WaitRoutine routine = new WaitRoutine(bench).held();
    long wait = routine.registeredNt(setEvent(bench), INFINITE, ONLY_ONCE);
    routine.awaitStart();
    Background<Integer> unregistering =
        new Background<>(bench, () -> NtFileCalls.RtlDeregisterWaitEx(wait, INVALID_HANDLE));
    boolean blocks = unregistering.blocks();
    routine.release();
    int call = unregistering.result();
    return new Observation()
        .put("call", blocks ? Observation.hex(call) : "at-once")
        .put("fired", routine.calls())
        .outcome();
  }

  private static Outcome twice(Bench bench, int flags) {
    long semaphore = semaphore(bench);
    WaitRoutine routine = new WaitRoutine(bench);
    long wait = routine.registeredNt(semaphore, INFINITE, flags);
    KernelCalls.ReleaseSemaphore(semaphore, 1, 0);
    routine.awaitCall();
    KernelCalls.ReleaseSemaphore(semaphore, 1, 0);
    if (flags == DEFAULT) {
      Bench.until(() -> routine.calls() == 2);
    } else {
      SystemCalls.SleepEx(Bench.SILENCE_MILLIS, 0);
    }
    int fired = routine.calls();
    int left = WaitProbes.waited(RawWin32.WaitForSingleObject(semaphore, 0));
    NtFileCalls.RtlDeregisterWaitEx(wait, INVALID_HANDLE);
    return new Observation().put("fired", fired).wait(left).outcome();
  }

  private static Outcome time(Bench bench, boolean set, int millis) {
    WaitRoutine routine = new WaitRoutine(bench);
    long wait = routine.registered(set ? setEvent(bench) : bench.event(), millis, ONLY_ONCE);
    routine.awaitCall();
    SystemCalls.UnregisterWaitEx(wait, INVALID_HANDLE);
    return new Observation().wait(routine.timedOut() ? RawWin32.WAIT_TIMEOUT : 0).outcome();
  }
}

package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;
import java.nio.file.Path;

/** Waits for one handle and for several. */
final class WaitProbes {
  private static final int MOST = 64;
  private static final int[] LOW_BITS = {1, 2, 3};
  private static final int NO_HANDLE = 0xDEADBEE0;

  private WaitProbes() {}

  static void register(Probes probes) {
    probes.add("P86", Probe.each((bench, bits) -> tagged(bench, true, bits), LOW_BITS));
    probes.add("P87", Probe.each((bench, bits) -> tagged(bench, false, bits), LOW_BITS));
    probes.add("P88", Probe.each((bench, bits) -> noHandle(bits), 0, 1, 2, 3));
    probes.add("P89", bench -> allSet(bench, 1));
    probes.add("P90", bench -> allSet(bench, 2));
    probes.add("P91", bench -> firstUnset(bench, 1));
    probes.add("P92", bench -> firstUnset(bench, 2));
    probes.add("P93", bench -> firstUnset(bench, 3));
    probes.add("P94", Probe.each((bench, handle) -> pseudo(handle), -1, -2));
    probes.add("P95", Probe.each((bench, handle) -> pseudoOfSeveral(handle), -1, -2));
    probes.add("P96", bench -> alertable(bench, 1));
    probes.add("P97", bench -> alertable(bench, 2));
    probes.add("P98", WaitProbes::signalAFile);
    probes.add("P99", WaitProbes::endedThread);
  }

  /** What a wait returned, or its error. */
  static int waited(int result) {
    return result == -1 ? Native.getLastError() : result;
  }

  private static Outcome outcome(int result) {
    return new Observation().wait(waited(result)).outcome();
  }

  private static Outcome tagged(Bench bench, boolean set, int bits) {
    long event = bench.event();
    if (set) {
      RawWin32.SetEvent(event);
    }
    return outcome(RawWin32.WaitForSingleObject(event | bits, 0));
  }

  private static Outcome noHandle(int bits) {
    return outcome(RawWin32.WaitForSingleObject(Integer.toUnsignedLong(NO_HANDLE) | bits, 0));
  }

  private static Outcome allSet(Bench bench, int calls) {
    long[] events = events(bench);
    events[0] = bench.event();
    RawWin32.SetEvent(events[0]);
    return calls(events, calls);
  }

  private static Outcome firstUnset(Bench bench, int calls) {
    long[] events = events(bench);
    KernelCalls.ResetEvent(events[0]);
    return calls(events, calls);
  }

  private static long[] events(Bench bench) {
    long[] events = new long[MOST];
    for (int i = 0; i < MOST; i++) {
      events[i] = bench.autoResetEvent();
      RawWin32.SetEvent(events[i]);
    }
    return events;
  }

  private static Outcome calls(long[] events, int calls) {
    int result = -1;
    for (int i = 0; i < calls; i++) {
      result = RawWin32.WaitForMultipleObjects(MOST, events, 0, 0);
    }
    return outcome(result);
  }

  private static Outcome pseudo(int handle) {
    return outcome(RawWin32.WaitForSingleObject(handle, 100));
  }

  private static Outcome pseudoOfSeveral(int handle) {
    return outcome(RawWin32.WaitForMultipleObjects(1, new long[] {handle}, 0, 0));
  }

  private static Outcome alertable(Bench bench, int calls) {
    long semaphore = bench.handle(KernelCalls.CreateSemaphoreW(0, 0, 1, 0));
    Routine releases =
        new Routine() {
          @Override
          void called(long second, long third) {
            KernelCalls.ReleaseSemaphore(semaphore, 1, 0);
          }
        };
    queue(releases);
    int result = -1;
    for (int i = 0; i < calls; i++) {
      result =
          KernelCalls.WaitForMultipleObjectsEx(1, new long[] {semaphore}, 1, Bench.BOUND_MILLIS, 1);
    }
    return outcome(result);
  }

  /** Queues a routine to this thread. */
  static void queue(Routine routine) {
    Io.ok(
        "QueueUserAPC", Io.error(SystemCalls.QueueUserAPC(routine, KernelCalls.CURRENT_THREAD, 0)));
  }

  private static Outcome signalAFile(Bench bench) throws Exception {
    Path path = new TestFiles(bench).file(1);
    long file = new TestFiles(bench).open(path, 0);
    return outcome(KernelCalls.SignalObjectAndWait(file, bench.event(), 0, 0));
  }

  private static Outcome endedThread(Bench bench) throws Exception {
    Background<Integer> thread = new Background<>(bench, () -> 0);
    thread.ended();
    int call = Io.error(SystemCalls.QueueUserAPC(new Routine(), thread.handle(), 0));
    return new Observation().call(call).outcome();
  }
}

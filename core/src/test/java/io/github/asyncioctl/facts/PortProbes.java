package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;
import java.util.List;
import java.util.function.LongToIntFunction;

/** Completion ports: files at them, packets posted to them, threads that wait for them. */
final class PortProbes {

  private static final int ENTRY = 32;

  /** How long a thread waits for a port: it ends where nothing wakes it. */
  private static final int WAIT_MILLIS = 1_000;

  private PortProbes() {}

  static void register(Probes probes) {
    probes.add("P121", PortProbes::empty);
    probes.add("P122", PortProbes::alertable);
    probes.add(
        "P123",
        Probe.all(
            bench -> closed(bench, PortProbes::next), bench -> closed(bench, PortProbes::nextEx)));
    probes.add("P124", bench -> closed(bench, port -> waitFor(port, WAIT_MILLIS)));
    probes.add("P125", PortProbes::twoWait);
    probes.add("R69", PortProbes::posted);
  }

  private static int next(long port) {
    return next(port, WAIT_MILLIS);
  }

  private static int next(long port, int millis) {
    return Io.error(
        RawWin32.GetQueuedCompletionStatus(port, new int[1], new long[1], new long[1], millis));
  }

  private static int nextEx(long port) {
    return nextEx(port, WAIT_MILLIS, 0);
  }

  private static int nextEx(long port, int millis, int alertable) {
    return Io.error(
        KernelCalls.GetQueuedCompletionStatusEx(
            port, new Buffer(ENTRY).address(), 1, new Buffer(4).address(), millis, alertable));
  }

  private static int waitFor(long handle, int millis) {
    return WaitProbes.waited(RawWin32.WaitForSingleObject(handle, millis));
  }

  private static Outcome empty(Bench bench) {
    Port port = bench.port();
    return Outcome.ofAll(
        List.of(
            new Observation().wait(next(port.handle(), 0)).outcome(),
            new Observation().wait(nextEx(port.handle(), 0, 0)).outcome()));
  }

  private static Outcome alertable(Bench bench) {
    Routine apc = new Routine();
    Port port = bench.port();
    WaitProbes.queue(apc);
    int wait = nextEx(port.handle(), 0, 1);
    return new Observation().wait(wait).put("apc", apc.calls()).outcome();
  }

  private static Outcome closed(Bench bench, LongToIntFunction waiting) throws Exception {
    Handle port =
        Handle.of(
            bench,
            "CreateIoCompletionPort",
            RawWin32.CreateIoCompletionPort(RawWin32.INVALID_HANDLE_VALUE, 0, 0, 0));
    Background<Integer> waiter =
        new Background<>(bench, () -> waiting.applyAsInt(port.value())).blocked();
    port.close();
    return new Observation().wait(waiter.result()).outcome();
  }

  private static Outcome twoWait(Bench bench) throws Exception {
    Port port = bench.port();
    Background<Integer> one =
        new Background<>(bench, () -> waitFor(port.handle(), WAIT_MILLIS)).blocked();
    Background<Integer> two =
        new Background<>(bench, () -> waitFor(port.handle(), WAIT_MILLIS)).blocked();
    KernelCalls.PostQueuedCompletionStatus(port.handle(), 1, 1, 0);
    int first = Math.min(one.result(), two.result());
    int second = Math.max(one.result(), two.result());
    return Outcome.ofAll(
        List.of(
            new Observation().wait(first).outcome(),
            new Observation().wait(second).outcome(),
            new Observation().put("packet", next(port.handle(), 0)).outcome()));
  }

  private static Outcome posted(Bench bench) {
    Port port = bench.port();
    for (int i = 1; i <= 10; i++) {
      KernelCalls.PostQueuedCompletionStatus(port.handle(), i, 1, 0);
    }
    boolean inOrder = true;
    Observation seen = new Observation();
    for (int i = 1; i <= 10; i++) {
      int[] transferred = new int[1];
      long[] overlapped = {-1};
      int done =
          RawWin32.GetQueuedCompletionStatus(
              port.handle(), transferred, new long[1], overlapped, 0);
      inOrder &= transferred[0] == i;
      seen.put("packet", Io.error(done));
      seen.put("overlapped", overlapped[0] == 0 ? "null" : "other");
    }
    return seen.put("count", inOrder ? "n" : "out-of-order").outcome();
  }
}

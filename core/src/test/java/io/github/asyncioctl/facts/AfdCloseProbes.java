package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;
import java.io.IOException;

/** IOCTL_AFD_POLL pending on sockets that are closed while others hold them. */
final class AfdCloseProbes {
  private static final long CONTEXT = 0xDEADBEEFL;
  private static final int STAYS_MILLIS = 5_000;
  private static final int DUPLICATE_SAME_ACCESS = 2;
  private static final int PROCESS_DUP_HANDLE = 0x40;

  private AfdCloseProbes() {}

  static void register(Probes probes) {
    probes.add(
        "S04",
        Probe.all(
            bench -> closed(bench, RawWin32.GetCurrentProcess(), false, 0),
            bench -> closed(bench, RawWin32.GetCurrentProcess(), false, CONTEXT),
            bench -> closed(bench, RawWin32.GetCurrentProcess(), true, 0),
            bench -> closed(bench, RawWin32.GetCurrentProcess(), true, CONTEXT)));
    probes.add(
        "S05",
        Probe.all(
            bench -> closed(bench, otherProcess(bench), true, 0),
            bench -> closed(bench, otherProcess(bench), true, CONTEXT)));
    probes.add("S06", bench -> closed(bench, otherProcess(bench), false, CONTEXT));
    probes.add("S19", AfdCloseProbes::pollingAnother);
  }

  /** A process that waits for its input. */
  private static long otherProcess(Bench bench) throws IOException {
    Process process = new ProcessBuilder("cmd", "/c", "pause").start();
    bench.closing(() -> process.destroyForcibly().waitFor());
    return bench.handle(
        Sockets.valid(
            "OpenProcess", SystemCalls.OpenProcess(PROCESS_DUP_HANDLE, 0, (int) process.pid())));
  }

  private static Outcome closed(Bench bench, long process, boolean withEvent, long context) {
    long listener = bench.sockets().listener();
    Port port = bench.portOf(listener);
    long event = bench.autoResetEvent();
    Afd afd = new Afd(listener, withEvent ? event : 0).context(context);
    Observation observed = new Observation().callNt(afd.poll(Afd.POLL_ALL, STAYS_MILLIS, listener));
    Buffer duplicate = new Buffer(Long.BYTES);
    if (SystemCalls.DuplicateHandle(
            RawWin32.GetCurrentProcess(),
            listener,
            process,
            duplicate.address(),
            0,
            0,
            DUPLICATE_SAME_ACCESS)
        == 0) {
      throw new IllegalStateException("DuplicateHandle failed: error " + Native.getLastError());
    }
    if (process == RawWin32.GetCurrentProcess()) {
      bench.handle(duplicate.memory().getLong(0));
    }
    bench.closeSocket(listener);
    return observed
        .status(afd.block())
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome pollingAnother(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Port port = bench.portOf(connection.client());
    long event = bench.event();
    Afd afd = new Afd(connection.client(), event).context(CONTEXT);
    Observation observed =
        new Observation()
            .callNt(afd.poll(Afd.POLL_READ, Bench.SILENCE_MILLIS, connection.server()));
    bench.closeSocket(connection.client());
    return observed
        .event(Bench.await(event))
        .status(afd.block())
        .info(afd.block())
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }
}

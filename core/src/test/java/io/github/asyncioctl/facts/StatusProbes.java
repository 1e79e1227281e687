package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** What error becomes of a status. */
final class StatusProbes {
  /** Those of R16 and the facts behind it, in their order. */
  private static final int[] TO_WINSOCK = {
    0x103, 0xC0000120, 0xC00000BB, 0x80000005, 0xC0000023, 0xC0000008, 0xC00000B0, 0xC000020D,
    0xC000023F, 0xC0000240, 0x8000000A, 0xC0000010, 0xC0072746, 0xC00703E3, 0x800703E4, 0xC00703E4
  };

  private static final int FIRST_TO_WINSOCK = 16;

  /** Those of R35 and the facts behind it, in their order. */
  private static final int[] TO_WIN32 = {
    0x103, 0xC0000120, 0x80000005, 0x10C, 0xC00000BB, 0xC0000023, 0xC0000010, 0xC0000011,
    0xC000014B, 0xC00000B2, 0xC00000B3, 0xC00000B0, 0xC00000B1, 0xC0000225, 0xC000020D, 0xC000023F,
    0x8000000A
  };

  private static final int FIRST_TO_WIN32 = 35;
  private static final int UNTOUCHED = 0x1234;
  private static final long NO_SOCKET = 0xDEADBEEFL;

  private StatusProbes() {}

  static void register(Probes probes) {
    for (int i = 0; i < TO_WIN32.length; i++) {
      int status = TO_WIN32[i];
      probes.add(
          "R" + (FIRST_TO_WIN32 + i),
          bench -> new Observation().call(NtFileCalls.RtlNtStatusToDosError(status)).outcome());
    }
    for (int i = 0; i < TO_WINSOCK.length; i++) {
      int status = TO_WINSOCK[i];
      probes.add("R" + (FIRST_TO_WINSOCK + i), bench -> result(bench.sockets().tcp(), status));
    }
    probes.add("R14", bench -> result(NO_SOCKET, 0));
    probes.add("R15", StatusProbes::duplicate);
    probes.add("R32", bench -> withLastError(bench, 0x4000000F));
    probes.add("R33", bench -> withLastError(bench, 0x10C));
    probes.add("R34", StatusProbes::waiting);
  }

  private static int resultOf(long socket, Block block, int wait) {
    int done =
        Winsock.WSAGetOverlappedResult(
            socket, block.address(), block.countAddress(), wait, new Buffer(4).address());
    return Io.error(done);
  }

  private static Outcome result(long socket, int status) {
    Block block = new Block(0);
    block.setStatus(status);
    return new Observation().end(resultOf(socket, block, 0)).outcome();
  }

  private static Outcome duplicate(Bench bench) {
    Buffer copy = new Buffer(Long.BYTES);
    Io.ok(
        "DuplicateHandle",
        Io.error(
            SystemCalls.DuplicateHandle(
                KernelCalls.CURRENT_PROCESS,
                bench.sockets().tcp(),
                KernelCalls.CURRENT_PROCESS,
                copy.address(),
                0,
                0,
                2)));
    return result(bench.handle(copy.memory().getLong(0)), 0);
  }

  private static Outcome withLastError(Bench bench, int status) {
    Block block = new Block(0);
    block.setStatus(status);
    long socket = bench.sockets().tcp();
    Native.setLastError(UNTOUCHED);
    int done =
        Winsock.WSAGetOverlappedResult(
            socket, block.address(), block.countAddress(), 0, new Buffer(4).address());
    int last = Native.getLastError();
    return new Observation()
        .end(done != 0 ? 0 : last)
        .put("lasterror", last == UNTOUCHED ? "kept" : last)
        .outcome();
  }

  private static Outcome waiting(Bench bench) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    Block block = new Block(event);
    block.setStatus(0x103);
    Routine apc = new Routine();
    long socket = bench.sockets().tcp();
    Io.ok("QueueUserAPC", Io.error(SystemCalls.QueueUserAPC(apc, KernelCalls.CURRENT_THREAD, 0)));
    Native.setLastError(UNTOUCHED);
    int done =
        Winsock.WSAGetOverlappedResult(
            socket, block.address(), block.countAddress(), 1, new Buffer(4).address());
    int last = Native.getLastError();
    int before = apc.calls();
    apc.callsAfterAlertableWait();
    return new Observation()
        .end(done != 0 ? 0 : last)
        .put("lasterror", last == UNTOUCHED ? "kept" : last)
        .put("apc", before)
        .outcome();
  }
}

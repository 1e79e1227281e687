package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;

/** GetOverlappedResult, asked of blocks written by hand, and GetOverlappedResultEx. */
final class ResultProbes {
  private static final int TRANSFERRED = 0xABCD;

  private ResultProbes() {}

  static void register(Probes probes) {
    probes.add("P82", Probe.each((b, alertable) -> timed(b, 0, alertable), 0, 1));
    probes.add("P83", bench -> timed(bench, 10, 0));
    probes.add("P84", bench -> timed(bench, 10, 1));
    probes.add("P127", bench -> byHand(0, 0, 0));
    probes.add("P128", bench -> byHand(0xC0000008, 0, 0));
    probes.add("P129", bench -> byHand(0x103, setEvent(bench), 0));
    probes.add("P130", bench -> byHand(0x103, setEvent(bench), 1));
  }

  private static long setEvent(Bench bench) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    return event;
  }

  private static Outcome byHand(int status, long event, int wait) {
    Block block = new Block(event);
    block.setStatus(status);
    block.setInfo(TRANSFERRED);
    int call =
        Io.error(RawWin32.GetOverlappedResult(0, block.address(), block.countAddress(), wait));
    return new Observation().call(call).count(block).status(block).outcome();
  }

  private static Outcome timed(Bench bench, int millis, int alertable) {
    Block block = new Block(bench.event());
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.read(pipe.server(), new Buffer(1), block);
    Routine apc = new Routine();
    WaitProbes.queue(apc);
    int call =
        Io.error(
            KernelCalls.GetOverlappedResultEx(
                pipe.server(), block.address(), block.countAddress(), millis, alertable));
    int calls = apc.calls();
    apc.callsAfterAlertableWait();
    return new Observation().call(call).put("apc", calls).outcome();
  }
}

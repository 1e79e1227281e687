package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;

/** Reads through ntdll from a pipe: events, handles, duplicates. */
final class PipeReadProbes {
  private static final int[] MODES = {Pipe.BYTES, Pipe.MESSAGES, Pipe.MESSAGES_READ_AS_SUCH};

  private PipeReadProbes() {}

  static void register(Probes probes) {
    probes.add("P10", Probe.each(PipeReadProbes::pending, MODES));
    probes.add("P11", Probe.each(PipeReadProbes::ended, MODES));
    probes.add("P12", Probe.each(PipeReadProbes::withoutEvent, MODES));
    probes.add("P13", Probe.each(PipeReadProbes::resets, MODES));
    probes.add("P14", PipeReadProbes::closedHandle);
    probes.add("P15", PipeReadProbes::brokenPipe);
    probes.add("P16", PipeReadProbes::breaksWhilePending);
    probes.add("P17", PipeReadProbes::cancelByOtherHandle);
    probes.add("P18", PipeReadProbes::closeOneOfTwoHandles);
    probes.add("P19", bench -> cancelAfterClose(bench, false));
    probes.add("P20", bench -> cancelAfterClose(bench, true));
    probes.add("P21", PipeReadProbes::oneBlockForTwo);
  }

  private static Outcome pending(Bench bench, int mode) {
    Block block = new Block(0);
    long event = bench.event();
    Routine apc = new Routine();
    Pipe pipe = new Pipe(bench, mode).connected();
    int call = new NtIo(pipe.client(), block).event(event).apc(apc).read(new Buffer(1));
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .put("handle", setOrUnset(pipe.client()))
        .put("apc", apc.calls())
        .outcome();
  }

  static String setOrUnset(long handle) {
    return Bench.isSet(handle) ? "set" : "unset";
  }

  private static Outcome ended(Bench bench, int mode) {
    Block block = new Block(0);
    long event = bench.event();
    Routine apc = new Routine();
    Pipe pipe = new Pipe(bench, mode).connected();
    new NtIo(pipe.client(), block).event(event).apc(apc).read(new Buffer(1));
    Io.mustWrite(pipe.server(), 1);
    return new Observation()
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .put("handle", setOrUnset(pipe.client()))
        .put("apc", apc.calls())
        .outcome();
  }

  private static Outcome withoutEvent(Bench bench, int mode) {
    Block block = new Block(0);
    Pipe pipe = new Pipe(bench, mode).connected();
    int call = new NtIo(pipe.client(), block).read(new Buffer(1));
    Io.mustWrite(pipe.server(), 1);
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .put("handle", setOrUnset(pipe.client()))
        .outcome();
  }

  private static Outcome resets(Bench bench, int mode) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    Pipe pipe = new Pipe(bench, mode).connected();
    int call = new NtIo(pipe.client(), new Block(0)).event(event).read(new Buffer(1));
    return new Observation().callNt(call).event(Bench.isSet(event)).outcome();
  }

  private static Outcome closedHandle(Bench bench) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Buffer data = new Buffer(1);
    pipe.clientEnd().close();
    return failing(pipe, data, event);
  }

  private static Outcome brokenPipe(Bench bench) {
    long event = bench.event();
    RawWin32.SetEvent(event);
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    pipe.serverEnd().close();
    return failing(pipe, new Buffer(1), event);
  }

  private static Outcome failing(Pipe pipe, Buffer data, long event) {
    Block block = new Block(0);
    int call = new NtIo(pipe.client(), block).event(event).read(data);
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome breaksWhilePending(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    int call = new NtIo(pipe.client(), block).event(event).read(new Buffer(1));
    pipe.serverEnd().close();
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome cancelByOtherHandle(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Handle duplicate = pipe.clientEnd().duplicate(bench);
    int call = new NtIo(duplicate.value(), block).event(event).read(new Buffer(1));
    int cancel = Io.cancelAllOfThread(pipe.client());
    return new Observation()
        .callNt(call)
        .cancel(cancel)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome closeOneOfTwoHandles(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    pipe.clientEnd().duplicate(bench);
    int call = new NtIo(pipe.client(), block).event(event).read(new Buffer(1));
    pipe.clientEnd().close();
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .outcome();
  }

  private static Outcome cancelAfterClose(Bench bench, boolean throughDuplicate) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Handle duplicate = pipe.clientEnd().duplicate(bench);
    new NtIo(pipe.client(), block).event(event).read(new Buffer(1));
    pipe.clientEnd().close();
    int cancel = Io.cancelAllOfThread(throughDuplicate ? duplicate.value() : pipe.client());
    return new Observation().cancel(cancel).status(block).event(Bench.isSet(event)).outcome();
  }

  private static Outcome oneBlockForTwo(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Routine apc = new Routine();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    NtIo io = new NtIo(pipe.client(), block).event(event).apc(apc);
    int first = io.read(new Buffer(1));
    int second = io.read(new Buffer(1));
    int cancel = Io.cancel(pipe.client(), block);
    return new Observation()
        .callNt(first == second ? first : -1)
        .cancel(cancel)
        .status(block)
        .info(block)
        .event(Bench.isSet(event))
        .put("apc", apc.callsAfterAlertableWait())
        .outcome();
  }
}

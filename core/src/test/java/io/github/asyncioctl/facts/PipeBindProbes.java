package io.github.asyncioctl.facts;

/** Pipes that are bound to a port, some while an operation pends. */
final class PipeBindProbes {
  private static final int SKIP_SET_EVENT_ON_HANDLE = 2;

  private PipeBindProbes() {}

  static void register(Probes probes) {
    probes.add("P112", PipeBindProbes::synchronousHandle);
    probes.add("P113", PipeBindProbes::boundWhilePending);
    probes.add("P114", PipeBindProbes::boundWhilePendingWithRoutine);
    probes.add("P119", bench -> signalledByBinding(bench, 0));
    probes.add("P120", bench -> signalledByBinding(bench, SKIP_SET_EVENT_ON_HANDLE));
  }

  private static Outcome synchronousHandle(Bench bench) {
    Block block = new Block(0);
    Port port = bench.port();
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES).synchronous().served();
    Buffer information = new Buffer(16);
    information.memory().setLong(0, port.handle());
    information.memory().setLong(8, 1);
    int call =
        NtFileCalls.NtSetInformationFile(
            pipe.server(),
            block.address(),
            information.address(),
            information.size(),
            NtIo.FILE_COMPLETION_INFORMATION);
    return new Observation().callNt(call).status(block).outcome();
  }

  private static Outcome boundWhilePending(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = PipePortProbes.messages(bench);
    int call = Io.read(pipe.server(), new Buffer(16), block);
    Port port = bench.portOf(pipe.server());
    Io.mustWrite(pipe.client(), 3);
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return new Observation().call(call).packet(packet).info(block).outcome();
  }

  private static Outcome boundWhilePendingWithRoutine(Bench bench) {
    Routine apc = new Routine();
    Pipe pipe = PipePortProbes.messages(bench);
    int call = new NtIo(pipe.server(), new Block(0)).apc(apc).context().read(new Buffer(16));
    Port port = bench.portOf(pipe.server());
    Io.mustWrite(pipe.client(), 3);
    int calls = apc.callsAfterAlertableWait();
    return new Observation()
        .callNt(call)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .put("apc", calls)
        .outcome();
  }

  private static Outcome signalledByBinding(Bench bench, int flags) {
    Pipe pipe = PipePortProbes.messages(bench);
    Io.read(pipe.server(), new Buffer(16), new Block(0));
    if (Bench.isSet(pipe.server())) {
      throw new IllegalStateException("the pending read leaves the handle signalled");
    }
    if (flags != 0) {
      NtIo.mustNotify(pipe.server(), flags);
    }
    bench.portOf(pipe.server());
    return PipePortProbes.handle(pipe.server());
  }
}

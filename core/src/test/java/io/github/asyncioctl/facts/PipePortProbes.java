package io.github.asyncioctl.facts;

import java.util.List;

/** Pipes whose handles are bound to a port. */
final class PipePortProbes {
  private static final int SKIP_PORT_ON_SUCCESS = 1;
  private static final int SKIP_SET_EVENT_ON_HANDLE = 2;
  private static final int BYTES = 9;

  private PipePortProbes() {}

  static void register(Probes probes) {
    probes.add("P26", bench -> writtenAtOnce(bench, 0));
    probes.add("P27", bench -> writtenAtOnce(bench, SKIP_PORT_ON_SUCCESS));
    probes.add("P28", PipePortProbes::partOfAMessage);
    probes.add("P29", PipePortProbes::readThatPended);
    probes.add("P30", PipePortProbes::handleNeverSignalled);
    probes.add("P31", Probe.all(closed(true, true), closed(true, false), closed(false, true)));
    probes.add("P34", PipePortProbes::withRoutine);
    probes.add("P42", PipePortProbes::writeToNobody);
    probes.add("P43", PipePortProbes::readFromNobody);
    probes.add("P115", PipePortProbes::closedWhilePending);
    probes.add("P202", PipePortProbes::twoOperationsOneHandle);
  }

  static Pipe messages(Bench bench) {
    return new Pipe(bench, Pipe.MESSAGES_READ_AS_SUCH).connected();
  }

  private static Outcome writtenAtOnce(Bench bench, int flags) {
    Block block = new Block(bench.event());
    Pipe pipe = messages(bench);
    Port port = bench.portOf(pipe.client());
    if (flags != 0) {
      NtIo.mustNotify(pipe.client(), flags);
    }
    int call = Io.write(pipe.client(), BYTES, block);
    return new Observation()
        .call(call)
        .count(block)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }

  private static Outcome partOfAMessage(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = messages(bench);
    Port port = bench.portOf(pipe.client());
    NtIo.mustNotify(pipe.client(), SKIP_PORT_ON_SUCCESS);
    Io.mustWrite(pipe.server(), BYTES);
    int call = new NtIo(pipe.client(), block).context().read(new Buffer(1));
    return new Observation()
        .callNt(call)
        .status(block)
        .info(block)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }

  private static Outcome readThatPended(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = messages(bench);
    Port port = bench.portOf(pipe.client());
    NtIo.mustNotify(pipe.client(), SKIP_PORT_ON_SUCCESS);
    int call = new NtIo(pipe.client(), block).event(bench.event()).context().read(new Buffer(16));
    Io.mustWrite(pipe.server(), BYTES);
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return new Observation().callNt(call).status(block).info(block).packet(packet).outcome();
  }

  private static Outcome handleNeverSignalled(Bench bench) {
    Pipe pipe = messages(bench);
    Port port = bench.portOf(pipe.client());
    Block block = new Block(0);
    new NtIo(pipe.client(), block).context().read(new Buffer(16));
    NtIo.mustNotify(pipe.client(), SKIP_SET_EVENT_ON_HANDLE);
    Outcome afterSetting = handle(pipe.client());
    Io.mustWrite(pipe.server(), BYTES);
    Outcome afterCompletion = handle(pipe.client());
    port.packet(Bench.BOUND_MILLIS);
    new NtIo(pipe.client(), new Block(0)).read(new Buffer(16));
    Io.mustWrite(pipe.client(), 1);
    Outcome withoutPacket = handle(pipe.client());
    Io.mustWrite(pipe.server(), BYTES);
    return Outcome.ofAll(
        List.of(afterSetting, afterCompletion, withoutPacket, handle(pipe.client())));
  }

  static Outcome handle(long end) {
    return new Observation().put("handle", PipeReadProbes.setOrUnset(end)).outcome();
  }

  private static Probe closed(boolean withEvent, boolean withContext) {
    return bench -> {
      Block block = new Block(0);
      long event = bench.autoResetEvent();
      Pipe pipe = messages(bench);
      Port port = bench.portOf(pipe.client());
      NtIo io = new NtIo(pipe.client(), block);
      if (withEvent) {
        io.event(event);
      }
      if (withContext) {
        io.context();
      }
      int call = io.read(new Buffer(16));
      pipe.clientEnd().duplicate(bench);
      pipe.clientEnd().close();
      return new Observation()
          .callNt(call)
          .status(block)
          .packet(port.packet(Bench.SILENCE_MILLIS))
          .event(Bench.isSet(event))
          .outcome();
    };
  }

  private static Outcome withRoutine(Bench bench) {
    Pipe pipe = messages(bench);
    bench.portOf(pipe.client());
    int call =
        new NtIo(pipe.client(), new Block(0)).apc(new Routine()).context().read(new Buffer(16));
    return new Observation().callNt(call).outcome();
  }

  private static Outcome writeToNobody(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = messages(bench);
    Port port = bench.portOf(pipe.server());
    pipe.clientEnd().close();
    int call = Io.write(pipe.server(), BYTES, block);
    return new Observation().call(call).packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }

  private static Outcome readFromNobody(Bench bench) {
    Block block = new Block(bench.event());
    Pipe pipe = messages(bench);
    Port port = bench.portOf(pipe.server());
    pipe.clientEnd().close();
    int call = Io.read(pipe.server(), new Buffer(16), block);
    return new Observation().call(call).packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }

  private static Outcome closedWhilePending(Bench bench) {
    Block block = new Block(0);
    Pipe pipe = messages(bench);
    Port port = bench.portOf(pipe.server());
    int call = Io.read(pipe.server(), new Buffer(16), block);
    pipe.serverEnd().close();
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .packet(packet)
        .put("info", packet == null ? "none" : packet.transferred())
        .outcome();
  }

  private static Outcome twoOperationsOneHandle(Bench bench) {
    Pipe pipe = messages(bench);
    bench.portOf(pipe.client());
    NtIo.mustNotify(pipe.client(), SKIP_PORT_ON_SUCCESS);
    Block block = new Block(0);
    new NtIo(pipe.client(), block).context().read(new Buffer(16));
    Outcome before = handle(pipe.client());
    Io.mustWrite(pipe.client(), 1);
    if (!before.pairs().get("handle").equals("unset") || !block.status().equals("kept")) {
      throw new IllegalStateException("the read does not pend");
    }
    return handle(pipe.client());
  }
}

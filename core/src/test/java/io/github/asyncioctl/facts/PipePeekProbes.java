package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_PEEK;

/** Looks into a pipe without reading: FSCTL_PIPE_PEEK and PeekNamedPipe. */
final class PipePeekProbes {
  /** What stands before the data: state, bytes, messages, length of the first message. */
  private static final int HEADER = 16;

  private static final int AVAILABLE_AT = 4;
  private static final int MESSAGE_AT = 12;
  private static final int ROOM = 4096;

  private PipePeekProbes() {}

  static void register(Probes probes) {
    probes.add("P22", PipePeekProbes::oneByte);
    probes.add("P23", Probe.each(PipePeekProbes::partial, 4, 6));
    probes.add("P24", bench -> partial(bench, Pipe.BYTES));
    probes.add(
        "P73",
        Probe.all(
            bench -> peek(new Pipe(bench, Pipe.BYTES).served().server()),
            bench -> peek(new Pipe(bench, Pipe.BYTES).connected().disconnected().server())));
    probes.add(
        "P74", bench -> peek(new Pipe(bench, Pipe.BYTES).connected().disconnected().client()));
    probes.add("P75", Probe.all(PipePeekProbes::serverGone, PipePeekProbes::clientGone));
    probes.add("P76", PipePeekProbes::nobodyConnected);
    probes.add("P169", PipePeekProbes::atTheEnd);
    probes.add("P184", bench -> counts(bench, Pipe.MESSAGES, 4, 10));
    probes.add("P185", bench -> counts(bench, Pipe.BYTES, 4, 10));
    probes.add("P186", bench -> threeThousand(bench, Pipe.MESSAGES));
    probes.add("P187", bench -> threeThousand(bench, Pipe.BYTES));
    probes.add("P188", bench -> counts(bench, Pipe.MESSAGES, 1000, 11, 10));
    probes.add("R63", bench -> copied(new Pipe(bench, Pipe.BYTES).connected(), 0));
    probes.add("R64", bench -> copied(new Pipe(bench, Pipe.BYTES).connected(), 8));
  }

  private static Outcome oneByte(Bench bench) {
    Block block = new Block(0);
    long event = bench.event();
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    Io.mustWrite(pipe.client(), 1);
    int call =
        new NtIo(pipe.server(), block)
            .event(event)
            .control(FSCTL_PIPE_PEEK, null, new Buffer(HEADER + 1));
    return new Observation().callNt(call).status(block).event(Bench.isSet(event)).outcome();
  }

  private static Outcome partial(Bench bench, int mode) {
    Block block = new Block(0);
    Pipe pipe = new Pipe(bench, mode).connected();
    Io.mustWrite(pipe.client(), 2);
    int call =
        new NtIo(pipe.server(), block).control(FSCTL_PIPE_PEEK, null, new Buffer(HEADER + 1));
    return new Observation().callNt(call).status(block).info(block).outcome();
  }

  private static Outcome peek(long end) {
    Block block = new Block(0);
    int call = new NtIo(end, block).control(FSCTL_PIPE_PEEK, null, new Buffer(HEADER + 1));
    return new Observation().put("status", NtIo.ending(call, block)).outcome();
  }

  private static Outcome serverGone(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    pipe.serverEnd().close();
    return peek(pipe.client());
  }

  private static Outcome clientGone(Bench bench) {
    Pipe pipe = new Pipe(bench, Pipe.BYTES).connected();
    pipe.clientEnd().close();
    return peek(pipe.server());
  }

  private static Outcome nobodyConnected(Bench bench) {
    long server = new Pipe(bench, Pipe.BYTES).served().server();
    int call = Io.error(KernelCalls.PeekNamedPipe(server, 0, 0, 0, new Buffer(4).address(), 0));
    return new Observation().call(call).outcome();
  }

  private static Outcome atTheEnd(Bench bench) {
    Block count = new Block(0);
    Pipe pipe = new Pipe(bench, Pipe.MESSAGES).connected();
    pipe.serverEnd().close();
    int call =
        Io.error(
            KernelCalls.PeekNamedPipe(
                pipe.client(), new Buffer(8).address(), 8, count.countAddress(), 0, 0));
    return new Observation().call(call).count(count).outcome();
  }

  private static Outcome counts(Bench bench, int mode, int room, int... written) {
    Block count = new Block(0);
    Buffer available = new Buffer(4);
    Buffer left = new Buffer(4);
    Pipe pipe = new Pipe(bench, mode).connected();
    for (int bytes : written) {
      Io.mustWrite(pipe.client(), bytes);
    }
    int call =
        Io.error(
            KernelCalls.PeekNamedPipe(
                pipe.server(),
                new Buffer(room).address(),
                room,
                count.countAddress(),
                available.address(),
                left.address()));
    return new Observation()
        .call(call)
        .count(count)
        .put("avail", Integer.toUnsignedString(available.memory().getInt(0)))
        .put("left", Integer.toUnsignedString(left.memory().getInt(0)))
        .outcome();
  }

  private static Outcome threeThousand(Bench bench, int mode) {
    Block block = new Block(0);
    Buffer out = new Buffer(HEADER + ROOM);
    Pipe pipe = new Pipe(bench, mode).connected();
    Io.mustWrite(pipe.client(), 4000);
    Io.readNow(pipe.server(), new Buffer(1000), new Block(0));
    int call = new NtIo(pipe.server(), block).control(FSCTL_PIPE_PEEK, null, out);
    return new Observation()
        .put("status", NtIo.ending(call, block))
        .info(block)
        .put("avail", out.memory().getInt(AVAILABLE_AT))
        .put("message", out.memory().getInt(MESSAGE_AT))
        .outcome();
  }

  private static Outcome copied(Pipe pipe, int written) {
    Block count = new Block(0);
    if (written > 0) {
      Io.mustWrite(pipe.client(), written);
    }
    int call =
        Io.error(
            KernelCalls.PeekNamedPipe(
                pipe.server(), new Buffer(8).address(), 8, count.countAddress(), 0, 0));
    return new Observation().call(call).put("data", count.count()).outcome();
  }
}

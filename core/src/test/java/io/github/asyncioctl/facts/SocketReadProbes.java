package io.github.asyncioctl.facts;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** NtReadFile on sockets. */
final class SocketReadProbes {
  private static final int ROOM = 16;
  private static final int STAYS_MILLIS = 100;

  private SocketReadProbes() {}

  static void register(Probes probes) {
    probes.add(
        "S74",
        Probe.all(
            bench -> badOffset(bench, 0), bench -> badOffset(bench, Numbers.ofLong(-1).address())));
    probes.add("S75", SocketReadProbes::withOffset);
    probes.add("S141", SocketReadProbes::blocks);
  }

  private static int read(long socket, long event, Block block, Buffer data, long offset) {
    return NtCalls.NtReadFile(
        socket, event, null, 0, block.address(), data.address(), data.size(), offset, 0);
  }

  private static Outcome badOffset(Bench bench, long offset) {
    long socket = bench.sockets().connection().client();
    int call = read(socket, bench.event(), new Block(0), new Buffer(ROOM), offset);
    return new Observation().callNt(call).outcome();
  }

  private static Outcome withOffset(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    long event = bench.event();
    Block block = new Block(0);
    Buffer data = new Buffer(ROOM);
    int call = read(connection.client(), event, block, data, Numbers.ofLong(1).address());
    Sockets.send(connection.server(), Buffer.ofBytes(4));
    return new Observation()
        .callNt(call)
        .event(Bench.await(event))
        .status(block)
        .info(block)
        .data(data)
        .outcome();
  }

  private static Outcome blocks(Bench bench) throws Exception {
    Sockets.Connection connection = bench.sockets().connection(0);
    long socket = Sockets.nonBlocking(connection.client());
    Block block = new Block(0);
    Buffer data = new Buffer(ROOM);
    FutureTask<Integer> read = new FutureTask<>(() -> read(socket, 0, block, data, 0));
    Thread thread = new Thread(read, "fact-reader");
    thread.setDaemon(true);
    thread.start();
    thread.join(STAYS_MILLIS);
    boolean early = read.isDone();
    Sockets.send(connection.server(), Buffer.ofBytes(4));
    int call = read.get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS);
    return new Observation()
        .put("call", early ? "did-not-block" : Observation.hex(call))
        .status(block)
        .info(block)
        .data(data)
        .outcome();
  }
}

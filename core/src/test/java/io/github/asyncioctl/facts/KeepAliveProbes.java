package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.SIO_KEEPALIVE_VALS;

/** SIO_KEEPALIVE_VALS, which takes three numbers. */
final class KeepAliveProbes {
  private static final int[][] ACCEPTED = {
    {0, 0, 0}, {1, 0, 0}, {1, 1000, 1000}, {1, 10000, 10000}, {1, 100, 100}, {0, 100, 100}
  };

  private KeepAliveProbes() {}

  static void register(Probes probes) {
    probes.add("F04", KeepAliveProbes::withOverlapped);
    probes.add("F05", KeepAliveProbes::oneByteShort);
    probes.add(
        "F06",
        Probe.all(
            bench -> without(bench, values(1, 0, 0).address(), 0), bench -> without(bench, 0, 12)));
    probes.add("S23", KeepAliveProbes::withRoutine);
    probes.add("S24", KeepAliveProbes::accepted);
  }

  private static Buffer values(int... values) {
    return Numbers.ofInts(values);
  }

  private static Outcome withOverlapped(Bench bench) {
    Block block = new Block(0);
    long socket = bench.sockets().tcp();
    Port port = bench.portOf(socket);
    int call =
        new SocketIoctl(socket, SIO_KEEPALIVE_VALS)
            .in(values(1, 1000, 1000))
            .overlapped(block)
            .call(block);
    return new Observation()
        .call(call)
        .packet(port.packet(Bench.BOUND_MILLIS))
        .count(block)
        .status(block)
        .info(block)
        .outcome();
  }

  private static Outcome oneByteShort(Bench bench) {
    Block block = new Block(0);
    long socket = bench.sockets().tcp();
    bench.portOf(socket);
    int call =
        new SocketIoctl(socket, SIO_KEEPALIVE_VALS)
            .in(values(1, 1000, 1000).address(), 11)
            .overlapped(block)
            .call(block);
    return new Observation().call(call).count(block).status(block).info(block).outcome();
  }

  private static Outcome without(Bench bench, long in, int bytes) {
    Block block = new Block(0);
    int call = new SocketIoctl(bench.sockets().tcp(), SIO_KEEPALIVE_VALS).in(in, bytes).call(block);
    return new Observation().call(call).count(block).outcome();
  }

  private static Outcome withRoutine(Bench bench) {
    Block block = new Block(0);
    Called called = new Called();
    int call =
        new SocketIoctl(bench.sockets().tcp(), SIO_KEEPALIVE_VALS)
            .in(values(1, 1000, 1000))
            .overlapped(block)
            .routine(called)
            .call(block);
    return new Observation().call(call).count(block).apc(called).outcome();
  }

  private static Outcome accepted(Bench bench) throws Exception {
    Probe[] variants = new Probe[ACCEPTED.length];
    for (int i = 0; i < variants.length; i++) {
      Buffer in = values(ACCEPTED[i]);
      variants[i] = each -> without(each, in.address(), in.size());
    }
    return Probe.all(variants).observe(bench);
  }
}

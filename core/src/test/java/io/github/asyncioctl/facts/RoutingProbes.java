package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.SIO_ROUTING_INTERFACE_QUERY;

/** SIO_ROUTING_INTERFACE_QUERY, which takes an address and gives one. */
final class RoutingProbes {
  private static final int SIZE = Sockets.ADDRESS_SIZE;

  private RoutingProbes() {}

  static void register(Probes probes) {
    long loopback = Sockets.loopback(0).address();
    probes.add(
        "F15",
        Probe.all(
            bench -> query(bench, loopback, SIZE - 1, new Buffer(SIZE).address(), SIZE),
            bench -> query(bench, 0, SIZE, new Buffer(SIZE).address(), SIZE)));
    probes.add("F16", bench -> query(bench, Buffer.of(new byte[SIZE])));
    probes.add("F17", bench -> query(bench, Sockets.address(0, 0)));
    probes.add("F18", bench -> query(bench, loopback, SIZE, new Buffer(SIZE).address(), SIZE - 1));
    probes.add("S41", bench -> query(bench, loopback, SIZE, 0, SIZE));
    probes.add("F19", RoutingProbes::atAPort);
  }

  private static Outcome query(Bench bench, Buffer destination) {
    return query(bench, destination.address(), SIZE, new Buffer(SIZE).address(), SIZE);
  }

  private static Outcome query(Bench bench, long in, int inBytes, long out, int outBytes) {
    Block block = new Block(0);
    int call =
        new SocketIoctl(bench.sockets().udp(), SIO_ROUTING_INTERFACE_QUERY)
            .in(in, inBytes)
            .out(out, outBytes)
            .call(block);
    return new Observation().call(call).count(block, "needed", SIZE).outcome();
  }

  private static Outcome atAPort(Bench bench) {
    Block block = new Block(0);
    long socket = bench.sockets().udp();
    Port port = bench.portOf(socket);
    int call =
        new SocketIoctl(socket, SIO_ROUTING_INTERFACE_QUERY)
            .in(Sockets.loopback(0))
            .out(new Buffer(SIZE))
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
}

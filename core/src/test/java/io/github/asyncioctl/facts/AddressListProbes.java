package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_QUERY;

/** The list of addresses, and its changes. */
final class AddressListProbes {
  private static final int LARGE = 4096;
  private static final int FIRST_ADDRESS_AT = 8;

  private AddressListProbes() {}

  static void register(Probes probes) {
    probes.add(
        "F20",
        Probe.all(
            bench -> change(bench, bench.sockets().plainTcp()),
            bench -> change(bench, Sockets.nonBlocking(bench.sockets().plainTcp())),
            bench -> change(bench, bench.sockets().tcp()),
            bench -> change(bench, Sockets.nonBlocking(bench.sockets().tcp()))));
    probes.add("F21", AddressListProbes::changeWithoutOverlapped);
    probes.add("F22", AddressListProbes::changeAndClose);
    probes.add("F23", Probe.all(bench -> query(bench, 0), bench -> withoutOverlapped(bench, 0, 0)));
    probes.add("F24", bothWays(1));
    probes.add("F25", bothWays(FIRST_ADDRESS_AT));
    probes.add("F26", AddressListProbes::atAPort);
    probes.add("S42", bench -> withoutOverlapped(bench, new Buffer(LARGE).address(), LARGE));
  }

  private static Outcome change(Bench bench, long socket) {
    Block block = new Block(bench.autoResetEvent());
    bench.sockets().bound(socket);
    int call = new SocketIoctl(socket, SIO_ADDRESS_LIST_CHANGE).overlapped(block).call(block);
    return new Observation().call(call).outcome();
  }

  private static Outcome changeWithoutOverlapped(Bench bench) {
    long socket = Sockets.nonBlocking(bench.sockets().bound(bench.sockets().tcp()));
    int call = new SocketIoctl(socket, SIO_ADDRESS_LIST_CHANGE).call(new Block(0));
    return new Observation().call(call).outcome();
  }

  private static Outcome changeAndClose(Bench bench) {
    Block block = new Block(0);
    long socket = bench.sockets().bound(bench.sockets().tcp());
    Port port = bench.portOf(socket);
    int call = new SocketIoctl(socket, SIO_ADDRESS_LIST_CHANGE).overlapped(block).call(block);
    Port.Packet early = port.packet(0);
    bench.closeSocket(socket);
    return new Observation().call(call).packet(early == null ? port.packet(0) : early).outcome();
  }

  private static Probe bothWays(int capacity) {
    return Probe.all(
        bench -> query(bench, capacity),
        bench -> withoutOverlapped(bench, new Buffer(capacity).address(), capacity));
  }

  /** The size that the system wants, told for a capacity of nothing. */
  private static int needed(Bench bench) {
    Block block = new Block(0);
    new SocketIoctl(bench.sockets().tcp(), SIO_ADDRESS_LIST_QUERY).call(block);
    return Integer.parseInt(block.count());
  }

  private static Outcome query(Bench bench, int capacity) {
    Block block = new Block(0);
    Buffer out = new Buffer(LARGE);
    int call =
        new SocketIoctl(bench.sockets().tcp(), SIO_ADDRESS_LIST_QUERY)
            .out(out.address(), capacity)
            .overlapped(block)
            .call(block);
    return new Observation()
        .call(call)
        .count(block, "needed", full(bench))
        .status(block)
        .info(block)
        .data(out)
        .outcome();
  }

  private static Outcome withoutOverlapped(Bench bench, long out, int capacity) {
    Block block = new Block(0);
    int call =
        new SocketIoctl(bench.sockets().tcp(), SIO_ADDRESS_LIST_QUERY)
            .out(out, capacity)
            .call(block);
    int needed = capacity == LARGE ? needed(bench) : full(bench);
    return new Observation().call(call).count(block, "needed", needed).outcome();
  }

  /** The size of the list, as the call that gets it says. */
  private static int full(Bench bench) {
    Block block = new Block(0);
    int call =
        new SocketIoctl(bench.sockets().tcp(), SIO_ADDRESS_LIST_QUERY)
            .out(new Buffer(LARGE))
            .call(block);
    if (call != 0) {
      throw new IllegalStateException("SIO_ADDRESS_LIST_QUERY: error " + call);
    }
    return Integer.parseInt(block.count());
  }

  private static Outcome atAPort(Bench bench) {
    Block block = new Block(0);
    long socket = bench.sockets().tcp();
    Port port = bench.portOf(socket);
    int call =
        new SocketIoctl(socket, SIO_ADDRESS_LIST_QUERY)
            .out(new Buffer(LARGE))
            .overlapped(block)
            .call(block);
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    boolean onlyOne = port.packet(0) == null;
    return new Observation()
        .call(call)
        .count(block, "full", full(bench))
        .put("packet", onlyOne && packet != null ? packet.error() : "two")
        .status(block)
        .info(block)
        .outcome();
  }
}

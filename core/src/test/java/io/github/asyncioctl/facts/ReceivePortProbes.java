package io.github.asyncioctl.facts;

/** WSARecv and WSASend on sockets that are on a port. */
final class ReceivePortProbes {
  private static final int ROOM = 512;
  private static final int LARGE = 1024;

  private ReceivePortProbes() {}

  static void register(Probes probes) {
    probes.add("S56", ReceivePortProbes::resetWhilePending);
    probes.add("S57", ReceivePortProbes::sendAfterReset);
    probes.add("S58", ReceivePortProbes::receiveAfterReset);
    probes.add("S59", ReceivePortProbes::unconnected);
    probes.add("S60", ReceivePortProbes::dataIsThere);
    probes.add("S61", ReceivePortProbes::peerHasClosed);
    probes.add("S62", ReceivePortProbes::dataComes);
    probes.add("S67", ReceivePortProbes::routine);
    probes.add("S18", ReceivePortProbes::closedIdle);
  }

  /** What there is to see of a call that is over with it, or does not pend. */
  private static Outcome atOnce(Receiving receiving, Port port) {
    int call = receiving.call();
    Observation observed = new Observation().call(call).count(receiving.block());
    Port.Packet packet = port.packet(Bench.SILENCE_MILLIS);
    return observed
        .packet(packet)
        .put("info", packet == null ? "none" : packet.transferred())
        .outcome();
  }

  private static Outcome resetWhilePending(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Port port = bench.portOf(connection.client());
    int call = Receiving.of(connection.client(), ROOM, 0).call();
    bench.sockets().reset(connection.server());
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .packet(packet)
        .put("info", packet == null ? "none" : packet.transferred())
        .outcome();
  }

  /** A non-blocking socket whose peer has reset the connection. */
  private static long wasReset(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    bench.sockets().reset(connection.server());
    Ready.awaitReadable(connection.client());
    return Sockets.nonBlocking(connection.client());
  }

  private static Outcome sendAfterReset(Bench bench) {
    long socket = wasReset(bench);
    Port port = bench.portOf(socket);
    Block block = new Block(0);
    Buffer data = Receiving.wsabuf(Buffer.ofBytes(5));
    int call =
        Sockets.error(
            Winsock.WSASend(
                socket, data.address(), 1, block.countAddress(), 0, block.address(), null));
    return new Observation()
        .call(call)
        .count(block)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }

  private static Outcome receiveAfterReset(Bench bench) {
    long socket = wasReset(bench);
    Port port = bench.portOf(socket);
    return atOnce(Receiving.of(socket, ROOM, 0), port);
  }

  private static Outcome unconnected(Bench bench) {
    long socket = Sockets.nonBlocking(bench.sockets().tcp());
    Port port = bench.portOf(socket);
    return atOnce(Receiving.of(socket, ROOM, 0), port);
  }

  private static Outcome dataIsThere(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Port port = bench.portOf(connection.client());
    Sockets.send(connection.server(), Buffer.ofBytes(LARGE));
    Ready.awaitReadable(connection.client());
    Sockets.nonBlocking(connection.client());
    return atOnce(Receiving.of(connection.client(), 2 * LARGE, 0), port);
  }

  private static Outcome peerHasClosed(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Port port = bench.portOf(connection.client());
    bench.closeSocket(connection.server());
    Ready.awaitReadable(connection.client());
    return atOnce(Receiving.of(connection.client(), ROOM, 0), port);
  }

  private static Outcome dataComes(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Port port = bench.portOf(connection.client());
    Receiving receiving = Receiving.of(connection.client(), ROOM, 0);
    int call = receiving.call();
    Observation observed = new Observation().call(call).count(receiving.block());
    boolean early = port.packet(Bench.SILENCE_MILLIS) != null;
    Sockets.send(connection.server(), Buffer.ofBytes(12));
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return observed
        .put("packet", early ? "early" : packet == null ? "none" : packet.error())
        .status(receiving.block())
        .info(receiving.block())
        .data(receiving.data())
        .outcome();
  }

  private static Outcome routine(Bench bench) {
    long socket = bench.sockets().connection().client();
    bench.portOf(socket);
    Called called = new Called();
    int call = Receiving.of(socket, ROOM, bench.event()).routine(called).call();
    return new Observation()
        .call(call)
        .put("apc", called.await(Bench.SILENCE_MILLIS).error())
        .outcome();
  }

  private static Outcome closedIdle(Bench bench) {
    long socket = bench.sockets().connection().client();
    Port port = bench.portOf(socket);
    bench.closeSocket(socket);
    return new Observation().packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }
}

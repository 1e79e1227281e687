package io.github.asyncioctl.facts;

/** WSARecv and connections that come to an end. */
final class ReceiveEndProbes {
  private static final int ROOM = 16;
  private static final int SD_RECEIVE = 0;
  private static final int SD_SEND = 1;

  private ReceiveEndProbes() {}

  static void register(Probes probes) {
    probes.add("S54", ReceiveEndProbes::reset);
    probes.add("S55", ReceiveEndProbes::afterReset);
    probes.add("S63", ReceiveEndProbes::shutDownWhilePending);
    probes.add("S64", ReceiveEndProbes::afterShutdown);
    probes.add("S65", ReceiveEndProbes::peerShutsDown);
  }

  private static Outcome reset(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Receiving receiving = Receiving.of(connection.client(), ROOM, bench.event());
    int call = receiving.call();
    bench.sockets().reset(connection.server());
    return receiving.ended(call).outcome();
  }

  private static Outcome afterReset(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Receiving first = Receiving.of(connection.client(), ROOM, bench.event());
    int firstCall = first.call();
    bench.sockets().reset(connection.server());
    first.ended(firstCall);
    int call = Receiving.of(connection.client(), ROOM, bench.event()).call();
    return new Observation().call(call).outcome();
  }

  private static Outcome shutDownWhilePending(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Receiving receiving = Receiving.of(connection.client(), ROOM, bench.event());
    int call = receiving.call();
    Sockets.ok("shutdown", Winsock.shutdown(connection.client(), SD_RECEIVE));
    Sockets.send(connection.server(), Buffer.ofBytes(5));
    return receiving.ended(call).outcome();
  }

  private static Outcome afterShutdown(Bench bench) {
    long socket = bench.sockets().connection().client();
    Sockets.ok("shutdown", Winsock.shutdown(socket, SD_RECEIVE));
    int call = Receiving.of(socket, ROOM, bench.event()).call();
    return new Observation().call(call).outcome();
  }

  private static Outcome peerShutsDown(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Receiving receiving = Receiving.of(connection.client(), ROOM, bench.event());
    int call = receiving.call();
    Sockets.ok("shutdown", Winsock.shutdown(connection.server(), SD_SEND));
    return receiving.ended(call).outcome();
  }
}

package io.github.asyncioctl.facts;

/** IOCTL_AFD_RECV on connected TCP sockets. */
final class AfdReceiveProbes {
  private static final int SD_RECEIVE = 0;
  private static final int ROOM = 16;

  private AfdReceiveProbes() {}

  static void register(Probes probes) {
    probes.add("S22", AfdReceiveProbes::pending);
    probes.add("S72", AfdReceiveProbes::nonBlocking);
    probes.add("S73", AfdReceiveProbes::overwritten);
    probes.add("S138", AfdReceiveProbes::withoutParameters);
    probes.add("S139", AfdReceiveProbes::afterShutdown);
    probes.add("S140", AfdReceiveProbes::peerCloses);
  }

  private static Outcome pending(Bench bench) {
    Afd afd = new Afd(bench.sockets().connection().client(), bench.event());
    return atOnce(afd, afd.receive(0, new Buffer(ROOM)));
  }

  /** What there is to see when the call has returned. */
  static Outcome atOnce(Afd afd, int call) {
    return new Observation().callNt(call).status(afd.block()).info(afd.block()).outcome();
  }

  private static Outcome nonBlocking(Bench bench) {
    long socket = Sockets.nonBlocking(bench.sockets().connection().client());
    Afd afd = new Afd(socket, bench.event());
    return atOnce(afd, afd.receive(0, new Buffer(ROOM)));
  }

  private static Outcome overwritten(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    long event = bench.event();
    Afd afd = new Afd(connection.client(), event);
    Buffer data = new Buffer(ROOM);
    int call = afd.receiveAndOverwrite(data);
    Sockets.send(connection.server(), Buffer.ofBytes(5));
    return ended(afd, call, event, data);
  }

  private static Outcome ended(Afd afd, int call, long event, Buffer data) {
    return new Observation()
        .callNt(call)
        .event(Bench.await(event))
        .status(afd.block())
        .info(afd.block())
        .data(data)
        .outcome();
  }

  private static Outcome withoutParameters(Bench bench) {
    Afd afd = new Afd(bench.sockets().connection().client(), bench.event());
    return atOnce(afd, afd.receiveWithoutParameters());
  }

  private static Outcome afterShutdown(Bench bench) {
    long socket = bench.sockets().connection().client();
    Sockets.ok("shutdown", Winsock.shutdown(socket, SD_RECEIVE));
    Afd afd = new Afd(socket, bench.event());
    return atOnce(afd, afd.receive(0, new Buffer(ROOM)));
  }

  private static Outcome peerCloses(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    long event = bench.event();
    Afd afd = new Afd(connection.client(), event);
    Buffer data = new Buffer(ROOM);
    int call = afd.receive(0, data);
    bench.closeSocket(connection.server());
    return ended(afd, call, event, data);
  }
}

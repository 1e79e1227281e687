package io.github.asyncioctl.facts;

/** IOCTL_AFD_RECV on bound UDP sockets. */
final class AfdDatagramProbes {
  private static final int DATAGRAM = 9;

  private AfdDatagramProbes() {}

  static void register(Probes probes) {
    probes.add("S17", AfdDatagramProbes::closed);
    probes.add("S70", bench -> tooLong(bench, false));
    probes.add("S71", bench -> tooLong(bench, true));
  }

  private static long bound(Bench bench) {
    return bench.sockets().bound(bench.sockets().udp());
  }

  private static Outcome closed(Bench bench) {
    long socket = bound(bench);
    long event = bench.event();
    Afd afd = new Afd(socket, event);
    int call = afd.receive(0, new Buffer(DATAGRAM));
    bench.closeSocket(socket);
    return new Observation()
        .callNt(call)
        .event(Bench.await(event))
        .status(afd.block())
        .info(afd.block())
        .outcome();
  }

  private static Outcome tooLong(Bench bench, boolean isThere) {
    long socket = bound(bench);
    long event = bench.event();
    Afd afd = new Afd(socket, event);
    // One piece of memory in two parts, so that one look shows what has arrived.
    Buffer room = new Buffer(2 * DATAGRAM);
    Buffer[] parts = {room.part(0, 2), room.part(2, 4)};
    if (isThere) {
      send(bench, socket);
      Ready.awaitReadable(socket);
    }
    int call = afd.receive(0, parts);
    if (!isThere) {
      send(bench, socket);
    }
    return new Observation()
        .callNt(call)
        .event(Bench.await(event))
        .status(afd.block())
        .info(afd.block())
        .data(room)
        .outcome();
  }

  private static void send(Bench bench, long socket) {
    Buffer to = Sockets.addressOf(socket);
    Buffer data = Buffer.ofBytes(DATAGRAM);
    Winsock.sendto(bench.sockets().udp(), data.address(), DATAGRAM, 0, to.address(), to.size());
  }
}

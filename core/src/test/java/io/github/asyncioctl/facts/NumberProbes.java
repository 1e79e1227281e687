package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIOCATMARK;

/** The control codes that tell what can be read: FIONREAD and SIOCATMARK. */
final class NumberProbes {
  private static final int[] CODES = {FIONREAD, SIOCATMARK};
  private static final int MSG_OOB = 1;

  private NumberProbes() {}

  static void register(Probes probes) {
    probes.add("F01", Probe.each(NumberProbes::oneByteShort, CODES));
    probes.add("F02", Probe.each(NumberProbes::withUntaggedEvent, CODES));
    probes.add("S28", Probe.each(NumberProbes::withRoutine, CODES));
    probes.add("S29", Probe.all(bench -> fresh(bench, FIONREAD), bench -> bound(bench, FIONREAD)));
    probes.add(
        "S30",
        Probe.all(
            bench -> fresh(bench, SIOCATMARK),
            bench -> bound(bench, SIOCATMARK),
            bench -> value(bench.sockets().connection().client(), SIOCATMARK)));
    probes.add("S31", bench -> urgent(bench, 1, SIOCATMARK));
    probes.add("S32", bench -> urgent(bench, 2, FIONREAD));
    probes.add("S33", bench -> noSocket());
    probes.add("S34", NumberProbes::afterAPartWasRead);
  }

  private static Outcome oneByteShort(Bench bench, int code) {
    Block block = new Block(0);
    long socket = bench.sockets().connection().client();
    int call = new SocketIoctl(socket, code).out(new Buffer(3)).call(block);
    return new Observation().call(call).count(block).outcome();
  }

  private static Outcome withUntaggedEvent(Bench bench, int code) {
    Block block = new Block(bench.event());
    long socket = Sockets.nonBlocking(bench.sockets().connection().client());
    Port port = bench.portOf(socket);
    int call = new SocketIoctl(socket, code).out(new Buffer(4)).overlapped(block).call(block);
    return new Observation()
        .call(call)
        .count(block)
        .status(block)
        .info(block)
        .packet(port.packet(Bench.BOUND_MILLIS))
        .outcome();
  }

  private static Outcome withRoutine(Bench bench, int code) {
    Block block = new Block(0);
    Called called = new Called();
    long socket = bench.sockets().tcp();
    int call =
        new SocketIoctl(socket, code)
            .out(new Buffer(4))
            .overlapped(block)
            .routine(called)
            .call(block);
    return new Observation().call(call).count(block).apc(called).outcome();
  }

  private static Outcome fresh(Bench bench, int code) {
    return value(bench.sockets().tcp(), code);
  }

  private static Outcome bound(Bench bench, int code) {
    return value(bench.sockets().bound(bench.sockets().tcp()), code);
  }

  private static Outcome value(long socket, int code) {
    Buffer value = new Buffer(4);
    int call = new SocketIoctl(socket, code).out(value).call(new Block(0));
    return new Observation().call(call).put("value", value.memory().getInt(0)).outcome();
  }

  private static int readable(long socket) {
    Buffer value = new Buffer(4);
    int error = new SocketIoctl(socket, FIONREAD).out(value).call(new Block(0));
    if (error != 0) {
      throw new IllegalStateException("FIONREAD: error " + error);
    }
    return value.memory().getInt(0);
  }

  private static Outcome urgent(Bench bench, int urgentBytes, int code) {
    Sockets.Connection connection = bench.sockets().connection();
    Sockets.send(connection.server(), Buffer.ofBytes(5));
    Buffer urgent = Buffer.ofBytes(1);
    for (int i = 0; i < urgentBytes; i++) {
      Winsock.send(connection.server(), urgent.address(), 1, MSG_OOB);
      Ready.awaitUrgent(connection.client());
    }
    Bench.until(() -> readable(connection.client()) >= 5);
    return value(connection.client(), code);
  }

  private static Outcome noSocket() {
    Buffer value = new Buffer(4);
    int call = Sockets.error(Winsock.ioctlsocket(0, FIONREAD, value.address()));
    return new Observation().call(call).data(value).outcome();
  }

  private static Outcome afterAPartWasRead(Bench bench) {
    int sent = 100;
    int read = 40;
    Sockets.Connection connection = bench.sockets().connection();
    Sockets.send(connection.server(), Buffer.ofBytes(sent));
    Bench.until(() -> readable(connection.client()) == sent);
    Winsock.recv(connection.client(), new Buffer(read).address(), read, 0);
    Buffer value = new Buffer(4);
    int call = Sockets.error(Winsock.ioctlsocket(connection.client(), FIONREAD, value.address()));
    boolean isRest = value.memory().getInt(0) == sent - read;
    return new Observation()
        .call(call)
        .put("value", isRest ? "the-rest" : value.memory().getInt(0))
        .outcome();
  }
}

package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;

/** ConnectEx. */
final class ConnectProbes {
  static final byte SKIP_COMPLETION_PORT_ON_SUCCESS = 1;
  private static final int REFUSAL_MILLIS = 15_000;
  private static final int SIZE = Sockets.ADDRESS_SIZE;

  private ConnectProbes() {}

  static void register(Probes probes) {
    probes.add("F31", ConnectProbes::tagged);
    probes.add("F32", ConnectProbes::skippingThePort);
    probes.add("S100", bench -> onOther(bench, bench.sockets().listener()));
    probes.add(
        "S101",
        Probe.all(
            bench -> onOther(bench, bench.sockets().connection().client()),
            bench -> onOther(bench, bench.sockets().connection().server())));
    probes.add("S102", ConnectProbes::unbound);
    probes.add("S103", ConnectProbes::withoutOverlapped);
    probes.add("S104", ConnectProbes::refused);
    probes.add("S105", ConnectProbes::refusedAtAPort);
    probes.add("S106", ConnectProbes::withData);
    probes.add("S107", ConnectProbes::overwritten);
    probes.add(
        "S111",
        Probe.all(ConnectProbes::plain, ConnectProbes::nonBlocking, DisconnectProbes::quietEnds));
  }

  private static long bound(Bench bench) {
    return bench.sockets().bound(bench.sockets().tcp());
  }

  private static Buffer listening(Bench bench) {
    return Sockets.addressOf(bench.sockets().listener());
  }

  /** An address that nobody listens at: of a socket that is closed. */
  private static Buffer nobody(Bench bench) {
    long socket = bench.sockets().bound(bench.sockets().tcp());
    Buffer address = Sockets.addressOf(socket);
    bench.closeSocket(socket);
    return address;
  }

  private static Outcome tagged(Bench bench) {
    long event = bench.autoResetEvent() | 1;
    Block block = new Block(event);
    long socket = bound(bench);
    Port port = bench.portOf(socket);
    int call = Extensions.connectEx(socket, listening(bench), null, block);
    int wait = RawWin32.WaitForSingleObject(event, Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .wait(wait)
        .end(Results.of(socket, block))
        .count(block)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }

  private static long skipping(long socket) {
    SystemCalls.SetFileCompletionNotificationModes(socket, SKIP_COMPLETION_PORT_ON_SUCCESS);
    return socket;
  }

  private static Outcome skippingThePort(Bench bench) {
    Block block = new Block(bench.autoResetEvent());
    long socket = bound(bench);
    Port port = bench.portOf(socket);
    int call = Extensions.connectEx(skipping(socket), listening(bench), null, block);
    return ended(call, socket, block, port);
  }

  /** What there is to see when the event of a connect has been waited for. */
  private static Outcome ended(int call, long socket, Block block, Port port) {
    Observation observed =
        new Observation().call(call).event(Bench.await(block.event(), REFUSAL_MILLIS));
    observed.end(Results.of(socket, block)).count(block).info(block);
    return observed.packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }

  private static Outcome onOther(Bench bench, long socket) {
    Block block = new Block(bench.event());
    int call = Extensions.connectEx(socket, listening(bench), null, block);
    return new Observation().call(call).status(block).info(block).outcome();
  }

  private static Outcome unbound(Bench bench) {
    int call =
        Extensions.connectEx(
            bench.sockets().tcp(), listening(bench), null, new Block(bench.event()));
    return new Observation().call(call).outcome();
  }

  private static Outcome withoutOverlapped(Bench bench) {
    int call =
        Extensions.connectEx(bound(bench), listening(bench), null, 0, new Block(0).countAddress());
    return new Observation().call(call).outcome();
  }

  private static Outcome refused(Bench bench) {
    Block block = new Block(bench.event());
    long socket = bound(bench);
    int call = Extensions.connectEx(socket, nobody(bench), null, block);
    return new Observation()
        .call(call)
        .event(Bench.await(block.event(), REFUSAL_MILLIS))
        .end(Results.of(socket, block))
        .outcome();
  }

  private static Outcome refusedAtAPort(Bench bench) {
    Block block = new Block(bench.autoResetEvent());
    long socket = bound(bench);
    Port port = bench.portOf(socket);
    int call = Extensions.connectEx(skipping(socket), nobody(bench), null, block);
    return ended(call, socket, block, port);
  }

  private static Outcome withData(Bench bench) {
    Block block = new Block(bench.autoResetEvent());
    long socket = bound(bench);
    Port port = bench.portOf(socket);
    int call = Extensions.connectEx(socket, listening(bench), Buffer.ofBytes(3), block);
    return ended(call, socket, block, port);
  }

  private static Outcome overwritten(Bench bench) {
    Block block = new Block(bench.event());
    long socket = bound(bench);
    long listener = bench.sockets().listener();
    Buffer data = Buffer.ofBytes(3);
    int call = Extensions.connectEx(socket, Sockets.addressOf(listener), data, block);
    data.memory().clear(3);
    Bench.await(block.event());
    long server = bench.sockets().closing(Winsock.accept(listener, 0, 0));
    Buffer arrived = new Buffer(3);
    int received = Winsock.recv(server, arrived.address(), 3, 0);
    return new Observation()
        .call(call)
        .end(Results.of(socket, block))
        .count(block)
        .put("data", arrived.startsAs(Buffer.ofBytes(3), 3) ? received : "overwritten")
        .outcome();
  }

  private static Outcome plain(Bench bench) {
    long socket = bench.sockets().tcp();
    Port port = bench.portOf(socket);
    Sockets.ok("connect", Winsock.connect(socket, listening(bench).address(), SIZE));
    return new Observation().packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }

  private static Outcome nonBlocking(Bench bench) {
    long socket = Sockets.nonBlocking(bench.sockets().tcp());
    Port port = bench.portOf(socket);
    Winsock.connect(socket, listening(bench).address(), SIZE);
    Ready.awaitWritable(socket);
    return new Observation().packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }
}

package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;

/** DisconnectEx, and the ways to shut a connection down that complete nothing. */
final class DisconnectProbes {
  private static final int SD_BOTH = 2;

  private DisconnectProbes() {}

  static void register(Probes probes) {
    probes.add("S108", DisconnectProbes::tagged);
    probes.add("S109", DisconnectProbes::skippingThePort);
    probes.add("S110", DisconnectProbes::unconnected);
  }

  private static Outcome tagged(Bench bench) {
    long event = bench.autoResetEvent() | 1;
    Block block = new Block(event);
    long socket = bench.sockets().connection().client();
    Port port = bench.portOf(socket);
    int call = Extensions.disconnectEx(socket, block);
    int wait = RawWin32.WaitForSingleObject(event, Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .wait(wait)
        .end(Results.of(socket, block, wait == RawWin32.WAIT_OBJECT_0))
        .count(block)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }

  private static Outcome skippingThePort(Bench bench) {
    Block block = new Block(bench.autoResetEvent());
    long socket = bench.sockets().connection().client();
    Port port = bench.portOf(socket);
    SystemCalls.SetFileCompletionNotificationModes(
        socket, ConnectProbes.SKIP_COMPLETION_PORT_ON_SUCCESS);
    int call = Extensions.disconnectEx(socket, block);
    return new Observation()
        .call(call)
        .event(Bench.await(block.event()))
        .end(Results.of(socket, block))
        .count(block)
        .packet(port.packet(Bench.SILENCE_MILLIS))
        .outcome();
  }

  private static Outcome unconnected(Bench bench) {
    int call = Extensions.disconnectEx(bench.sockets().tcp(), new Block(bench.event()));
    return new Observation().call(call).outcome();
  }

  /** shutdown, WSASendDisconnect and WSARecvDisconnect. */
  static Outcome quietEnds(Bench bench) {
    long first = bench.sockets().connection().client();
    long second = bench.sockets().connection().client();
    Port port = bench.port();
    port.bind(first);
    port.bind(second);
    Sockets.ok("shutdown", Winsock.shutdown(first, SD_BOTH));
    Sockets.ok("WSASendDisconnect", Winsock.WSASendDisconnect(second, 0));
    Sockets.ok("WSARecvDisconnect", Winsock.WSARecvDisconnect(second, 0));
    return new Observation().packet(port.packet(Bench.SILENCE_MILLIS)).outcome();
  }
}

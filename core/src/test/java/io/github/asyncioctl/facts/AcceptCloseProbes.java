package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWinsock;

/** AcceptEx pending on sockets that are closed. */
final class AcceptCloseProbes {
  private static final int PROTOCOL_INFO = 628;
  private static final int FROM_PROTOCOL_INFO = -1;
  private static final int STAYS_MILLIS = 200;

  private AcceptCloseProbes() {}

  static void register(Probes probes) {
    probes.add(
        "S07", Probe.all(bench -> duplicated(bench, true), bench -> duplicated(bench, false)));
    probes.add("S08", bench -> listenerAtAPort(bench, false));
    probes.add("S09", bench -> listenerAtAPort(bench, true));
    probes.add("S10", bench -> closed(bench, true));
    probes.add("S11", bench -> closed(bench, false));
    probes.add("S12", AcceptCloseProbes::afterAClientHasCome);
  }

  /** The same socket once more, as WSADuplicateSocket makes it for this process. */
  static long duplicate(Bench bench, long socket) {
    Buffer info = new Buffer(PROTOCOL_INFO);
    Sockets.ok(
        "WSADuplicateSocket",
        Winsock.WSADuplicateSocketW(socket, SystemCalls.GetCurrentProcessId(), info.address()));
    return bench
        .sockets()
        .closing(
            Sockets.valid(
                "WSASocket",
                RawWinsock.WSASocketW(
                    FROM_PROTOCOL_INFO,
                    FROM_PROTOCOL_INFO,
                    FROM_PROTOCOL_INFO,
                    info.address(),
                    0,
                    RawWinsock.WSA_FLAG_OVERLAPPED)));
  }

  private static Outcome duplicated(Bench bench, boolean originalFirst) {
    long original = bench.sockets().listener();
    long duplicate = duplicate(bench, original);
    Port port = bench.portOf(original);
    Block block = new Block(0);
    int call = new Accepting(bench, duplicate, bench.sockets().tcp(), block).call();
    bench.closeSocket(originalFirst ? original : duplicate);
    Port.Packet early = port.packet(STAYS_MILLIS);
    bench.closeSocket(originalFirst ? duplicate : original);
    Port.Packet late = port.packet(Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .packet(early)
        .put("end", late == null ? "none" : late.error())
        .status(block)
        .info(block)
        .outcome();
  }

  private static Outcome listenerAtAPort(Bench bench, boolean before) {
    long listener = bench.sockets().listener();
    Port port = bench.port();
    Block block = new Block(0);
    if (before) {
      port.bind(listener);
    }
    int call = new Accepting(bench, listener, bench.sockets().tcp(), block).call();
    if (!before) {
      port.bind(listener);
    }
    bench.closeSocket(listener);
    return new Observation()
        .call(call)
        .packet(port.packet(Bench.BOUND_MILLIS))
        .status(block)
        .info(block)
        .outcome();
  }

  private static Outcome closed(Bench bench, boolean theListener) {
    long listener = bench.sockets().listener();
    long acceptor = bench.sockets().tcp();
    Block block = new Block(bench.autoResetEvent());
    int call = new Accepting(bench, listener, acceptor, block).call();
    bench.closeSocket(theListener ? listener : acceptor);
    return new Observation()
        .call(call)
        .event(Bench.await(block.event()))
        .end(Results.of(listener, block))
        .outcome();
  }

  private static Outcome afterAClientHasCome(Bench bench) {
    long listener = bench.sockets().listener();
    Port port = bench.portOf(listener);
    long acceptor = bench.sockets().tcp();
    Block block = new Block(0);
    Accepting accepting = new Accepting(bench, listener, acceptor, block);
    int call = accepting.call();
    accepting.client();
    Port.Packet early = port.packet(Bench.SILENCE_MILLIS);
    bench.closeSocket(acceptor);
    return new Observation()
        .call(call)
        .packet(early == null ? port.packet(Bench.BOUND_MILLIS) : early)
        .status(block)
        .info(block)
        .outcome();
  }
}

package io.github.asyncioctl.facts;

import static io.github.asyncioctl.facts.Accepting.ADDRESS;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** AcceptEx: what it refuses, how it ends, and CancelIo. */
final class AcceptProbes {
  private static final int STAYS_MILLIS = 1_000;

  private AcceptProbes() {}

  static void register(Probes probes) {
    probes.add(
        "S93",
        Probe.all(
            bench -> refused(bench, RawWin32.INVALID_HANDLE_VALUE, bench.sockets().tcp()),
            bench -> refused(bench, bench.sockets().listener(), RawWin32.INVALID_HANDLE_VALUE)));
    probes.add(
        "S94",
        bench ->
            refused(bench, bench.sockets().bound(bench.sockets().tcp()), bench.sockets().tcp()));
    probes.add("S95", AcceptProbes::noRoomForTheRemoteAddress);
    probes.add("S96", AcceptProbes::withoutOverlapped);
    probes.add("S97", AcceptProbes::twice);
    probes.add("S98", AcceptProbes::shortLocalAddress);
    probes.add("S99", AcceptProbes::shortRead);
    probes.add("S13", AcceptProbes::cancelledAtTheAcceptor);
    probes.add("S14", AcceptProbes::cancelled);
  }

  private static Outcome refused(Bench bench, long listener, long acceptor) {
    Block block = new Block(bench.event());
    int call = new Accepting(bench, listener, acceptor, block).call();
    return new Observation().call(call).status(block).outcome();
  }

  private static Outcome noRoomForTheRemoteAddress(Bench bench) {
    Accepting accepting = new Accepting(bench, bench.event()).receiving(0).addresses(ADDRESS, 0);
    int call = accepting.call();
    return new Observation().call(call).status(accepting.block()).outcome();
  }

  private static Outcome withoutOverlapped(Bench bench) {
    return new Observation().call(new Accepting(bench, 0L).call(0)).outcome();
  }

  private static Outcome twice(Bench bench) {
    Accepting accepting = new Accepting(bench, bench.event());
    accepting.call();
    int call = accepting.call();
    return new Observation().call(call).status(accepting.block()).outcome();
  }

  private static Outcome shortLocalAddress(Bench bench) {
    Accepting accepting = new Accepting(bench, bench.event()).receiving(0).addresses(3, ADDRESS);
    int call = accepting.call();
    accepting.client();
    return ended(accepting, call);
  }

  private static Outcome ended(Accepting accepting, int call) {
    Block block = accepting.block();
    return new Observation()
        .call(call)
        .event(Bench.await(block.event()))
        .end(Results.of(accepting.listener(), block))
        .count(block)
        .status(block)
        .outcome();
  }

  private static Outcome shortRead(Bench bench) {
    Accepting accepting = new Accepting(bench, bench.event()).receiving(2);
    int call = accepting.call();
    long client = accepting.client();
    boolean early =
        RawWin32.WaitForSingleObject(accepting.block().event(), Bench.SILENCE_MILLIS)
            == RawWin32.WAIT_OBJECT_0;
    Sockets.send(client, Buffer.ofBytes(1));
    return early
        ? new Observation().call(call).put("event", "set-by-the-connection-alone").outcome()
        : ended(accepting, call);
  }

  private static int cancelIo(long socket) {
    return SystemCalls.CancelIo(socket) != 0 ? 0 : Native.getLastError();
  }

  private static Outcome cancelledAtTheAcceptor(Bench bench) {
    long acceptor = bench.sockets().tcp();
    Block block = new Block(bench.event());
    int call = new Accepting(bench, bench.sockets().listener(), acceptor, block).call();
    cancelIo(acceptor);
    return new Observation().call(call).event(Bench.await(block.event(), STAYS_MILLIS)).outcome();
  }

  private static Outcome cancelled(Bench bench) {
    Accepting accepting = new Accepting(bench, bench.event()).receiving(0);
    int call = accepting.call();
    Observation observed = new Observation().call(call).status(accepting.block());
    return observed.cancel(cancelIo(accepting.listener())).outcome();
  }
}

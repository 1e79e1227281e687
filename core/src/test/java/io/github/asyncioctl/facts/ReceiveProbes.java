package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;
import java.util.List;

/** WSARecv on connected TCP sockets that are on no port. */
final class ReceiveProbes {
  private static final int STAYS_MILLIS = 200;
  private static final int ROOM = 16;

  private ReceiveProbes() {}

  static void register(Probes probes) {
    probes.add("S44", bench -> withoutEvent(bench, false));
    probes.add("S45", bench -> withoutEvent(bench, true));
    probes.add("S46", ReceiveProbes::withoutOverlapped);
    probes.add("S48", ReceiveProbes::twoAtATime);
    probes.add("S49", Probe.all(bench -> noBuffers(bench, false), bench -> noBuffers(bench, true)));
    probes.add("S50", ReceiveProbes::nothingPending);
    probes.add("S51", ReceiveProbes::nothingAtOnce);
    probes.add("S52", ReceiveProbes::timeoutWithoutOverlapped);
    probes.add("S53", ReceiveProbes::timeoutWithOverlapped);
    probes.add("S66", ReceiveProbes::routineAndEvent);
    probes.add("S68", ReceiveProbes::peek);
    probes.add("S69", ReceiveProbes::routineWithoutOverlapped);
  }

  private static Outcome withoutEvent(Bench bench, boolean dataComes) {
    Sockets.Connection connection = bench.sockets().connection();
    long socket = Sockets.nonBlocking(connection.client());
    Receiving receiving = Receiving.of(socket, ROOM, 0);
    Block block = receiving.block();
    int call = receiving.call();
    if (!dataComes) {
      return new Observation()
          .call(call)
          .status(block)
          .info(block)
          .wait(RawWin32.WaitForSingleObject(socket, 0))
          .outcome();
    }
    Sockets.send(connection.server(), Buffer.ofBytes(4));
    return new Observation()
        .call(call)
        .wait(RawWin32.WaitForSingleObject(socket, Bench.BOUND_MILLIS))
        .end(Results.of(socket, block))
        .count(block)
        .data(receiving.data())
        .outcome();
  }

  private static Outcome withoutOverlapped(Bench bench) {
    long socket = Sockets.nonBlocking(bench.sockets().connection().client());
    return new Observation()
        .call(Receiving.of(socket, ROOM, 0).withoutOverlapped().call())
        .outcome();
  }

  private static Outcome twoAtATime(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Receiving first = Receiving.of(connection.client(), ROOM, bench.event());
    Receiving second = Receiving.of(connection.client(), ROOM, bench.event());
    int firstCall = first.call();
    int secondCall = second.call();
    Buffer sent = Buffer.ofBytes(2 * ROOM);
    Sockets.send(connection.server(), sent);
    Outcome both =
        Outcome.ofAll(
            List.of(first.ended(firstCall).outcome(), second.ended(secondCall).outcome()));
    boolean inOrder = first.data().startsAs(sent, ROOM) && !second.data().startsAs(sent, ROOM);
    both.pairs().put("value", inOrder ? "first-half-first" : "out-of-order");
    return both;
  }

  private static Outcome noBuffers(Bench bench, boolean array) {
    long socket = bench.sockets().connection().client();
    Receiving receiving = Receiving.of(socket, ROOM, bench.event()).noBuffers(array);
    return new Observation().call(receiving.call()).outcome();
  }

  private static Outcome nothingPending(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Receiving receiving = Receiving.of(connection.client(), 0, bench.event());
    int call = receiving.call();
    Sockets.send(connection.server(), Buffer.ofBytes(5));
    return receiving.ended(call).outcome();
  }

  private static Outcome nothingAtOnce(Bench bench) {
    Receiving receiving = Receiving.of(withData(bench, 5), 0, bench.event());
    int call = receiving.call();
    return new Observation().call(call).count(receiving.block()).outcome();
  }

  /** A connected socket at which so many bytes have arrived. */
  private static long withData(Bench bench, int bytes) {
    Sockets.Connection connection = bench.sockets().connection();
    Sockets.send(connection.server(), Buffer.ofBytes(bytes));
    Ready.awaitReadable(connection.client());
    return connection.client();
  }

  private static void limit(long socket) {
    Buffer millis = Numbers.ofInt(Bench.SILENCE_MILLIS);
    Sockets.ok(
        "setsockopt", Sockets.setOption(socket, Winsock.SOL_SOCKET, Winsock.SO_RCVTIMEO, millis));
  }

  private static Outcome timeoutWithoutOverlapped(Bench bench) {
    long socket = bench.sockets().connection().client();
    limit(socket);
    Receiving receiving = Receiving.of(socket, 1, 0).withoutOverlapped();
    int call = receiving.call();
    return new Observation().call(call).count(receiving.block()).outcome();
  }

  private static Outcome timeoutWithOverlapped(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    limit(connection.client());
    Receiving receiving = Receiving.of(connection.client(), 1, bench.event());
    int call = receiving.call();
    int wait = RawWin32.WaitForSingleObject(receiving.block().event(), STAYS_MILLIS);
    Sockets.send(connection.server(), Buffer.ofBytes(1));
    return receiving.ended(call).wait(wait).outcome();
  }

  private static Outcome routineAndEvent(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Called called = new Called();
    Receiving receiving = Receiving.of(connection.client(), ROOM, bench.event()).routine(called);
    int call = receiving.call();
    Sockets.send(connection.server(), Buffer.ofBytes(5));
    return new Observation()
        .call(call)
        .apc(called)
        .event(Bench.isSet(receiving.block().event()))
        .outcome();
  }

  private static Outcome peek(Bench bench) {
    long socket = withData(bench, 4);
    Receiving peeking = Receiving.of(socket, ROOM, bench.event()).flags(Receiving.MSG_PEEK);
    Outcome peeked = peeking.ended(peeking.call()).outcome();
    Receiving taking = Receiving.of(socket, ROOM, bench.event());
    return Outcome.ofAll(List.of(peeked, taking.ended(taking.call()).outcome()));
  }

  private static Outcome routineWithoutOverlapped(Bench bench) {
    Receiving receiving =
        Receiving.of(withData(bench, 4), ROOM, 0).withoutOverlapped().routine(new Called());
    int call = receiving.call();
    return new Observation().call(call).count(receiving.block()).outcome();
  }
}

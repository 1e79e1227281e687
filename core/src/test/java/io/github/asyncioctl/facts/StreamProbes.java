package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_KEEPALIVE_VALS;
import static io.github.asyncioctl.ControlCodes.SIO_LOOPBACK_FAST_PATH;
import static io.github.asyncioctl.ControlCodes.SIO_TCP_INFO;

import io.github.asyncioctl.windows.RawWin32;
import java.util.List;

/** TCP sockets: codes, receives of no bytes, ends, errors. */
final class StreamProbes {
  private static final int SO_ERROR = 0x1007;
  private static final int TCP_INFO_SIZE = 88;

  private StreamProbes() {}

  static void register(Probes probes) {
    probes.add("R65", bench -> code(bench, SIO_KEEPALIVE_VALS, 1, 100, 100));
    probes.add("R66", bench -> code(bench, SIO_LOOPBACK_FAST_PATH, 1));
    probes.add("R67", StreamProbes::peerCloses);
    probes.add("R78", StreamProbes::tcpInfoAtAPort);
    probes.add("R91", bench -> emptyReceive(bench, false));
    probes.add("R92", StreamProbes::readableAfterEmptyReceive);
    probes.add("R93", bench -> emptyReceive(bench, true));
    probes.add("R94", StreamProbes::emptyReceiveAtTheEnd);
    probes.add("R95", StreamProbes::errorOfAConnect);
  }

  private static Outcome code(Bench bench, int code, int... in) {
    int call =
        new SocketIoctl(bench.sockets().tcp(), code).in(Numbers.ofInts(in)).call(new Block(0));
    return new Observation().call(call).outcome();
  }

  private static Outcome peerCloses(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    Port port = bench.portOf(connection.client());
    Receiving receiving = Receiving.of(connection.client(), 16, 0);
    int call = receiving.call();
    bench.closeSocket(connection.server());
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return new Observation()
        .call(call)
        .end(Results.ofSocket(connection.client(), receiving.block()))
        .put("data", receiving.block().info())
        .packet(packet)
        .outcome();
  }

  private static Outcome tcpInfoAtAPort(Bench bench) {
    Block block = new Block(bench.autoResetEvent());
    long socket = bench.sockets().tcp();
    bench.portOf(socket);
    int call =
        new SocketIoctl(socket, SIO_TCP_INFO)
            .in(Numbers.ofInt(0))
            .out(new Buffer(TCP_INFO_SIZE))
            .overlapped(block)
            .call(block);
    Observation seen = new Observation().call(call).status(block);
    return call == RawWin32.ERROR_IO_PENDING
        ? seen.event(Bench.await(block.event(), Bench.SILENCE_MILLIS)).outcome()
        : seen.outcome();
  }

  private static Observation emptyReceive(Bench bench, Sockets.Connection pair, boolean before) {
    if (before) {
      Sockets.send(pair.server(), Buffer.ofBytes(1));
      Ready.awaitReadable(pair.client());
    }
    Receiving receiving = Receiving.of(pair.client(), 0, bench.event());
    int call = receiving.call();
    if (!before) {
      Sockets.send(pair.server(), Buffer.ofBytes(1));
    }
    Bench.await(receiving.block().event());
    return new Observation()
        .call(call)
        .end(Results.ofSocket(pair.client(), receiving.block()))
        .put("data", receiving.block().count());
  }

  private static Outcome emptyReceive(Bench bench, boolean before) {
    Sockets.Connection pair = bench.sockets().connection();
    Observation seen = emptyReceive(bench, pair, before);
    Buffer left = new Buffer(16);
    int received = Winsock.recv(pair.client(), left.address(), left.size(), 0);
    if (received != 1) {
      throw new IllegalStateException("received behind it: " + received);
    }
    return seen.outcome();
  }

  private static Outcome readableAfterEmptyReceive(Bench bench) {
    Sockets.Connection pair = bench.sockets().connection();
    emptyReceive(bench, pair, false);
    Buffer value = new Buffer(4);
    int call = new SocketIoctl(pair.client(), FIONREAD).out(value).call(new Block(0));
    return new Observation().call(call).put("data", value.memory().getInt(0)).outcome();
  }

  private static Outcome emptyReceiveAtTheEnd(Bench bench) {
    Sockets.Connection pair = bench.sockets().connection();
    Receiving receiving = Receiving.of(pair.client(), 0, bench.event());
    int call = receiving.call();
    int both = 2;
    Winsock.shutdown(pair.server(), both);
    bench.closeSocket(pair.server());
    Bench.await(receiving.block().event());
    return new Observation()
        .call(call)
        .end(Results.ofSocket(pair.client(), receiving.block()))
        .put("data", receiving.block().count())
        .outcome();
  }

  private static Outcome errorOfAConnect(Bench bench) {
    Sockets sockets = bench.sockets();
    Buffer address = Sockets.addressOf(sockets.bound(sockets.tcp()));
    long socket = Sockets.nonBlocking(sockets.tcp());
    Winsock.connect(socket, address.address(), address.size());
    // A connect that failed is told where urgent data is.
    Ready.awaitUrgent(socket);
    return Outcome.ofAll(List.of(error(socket), error(socket)));
  }

  private static Outcome error(long socket) {
    Buffer value = new Buffer(4);
    Sockets.ok(
        "getsockopt",
        Winsock.getsockopt(
            socket, Winsock.SOL_SOCKET, SO_ERROR, value.address(), Numbers.ofInt(4).address()));
    return new Observation().put("soerror", value.memory().getInt(0)).outcome();
  }
}

package io.github.asyncioctl.facts;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Receives that block their thread, or outlive it. */
final class ReceiveThreadProbes {
  private static final int STAYS_MILLIS = 200;
  private static final int ROOM = 16;
  private static final int MUCH = 16 << 20;
  private static final int LOOKS_MILLIS = 20;

  private ReceiveThreadProbes() {}

  static void register(Probes probes) {
    probes.add("S03", ReceiveThreadProbes::outlivesItsThread);
    probes.add("S47", Probe.all(bench -> blocks(bench, 0), bench -> blocks(bench, bench.event())));
    probes.add(
        "F41",
        Probe.all(
            ReceiveThreadProbes::jdkAccept,
            ReceiveThreadProbes::jdkRead,
            ReceiveThreadProbes::jdkWrite));
  }

  private static Outcome outlivesItsThread(Bench bench) throws Exception {
    Sockets.Connection connection = bench.sockets().connection();
    Port port = bench.portOf(connection.client());
    Receiving receiving = Receiving.of(connection.client(), ROOM, 0);
    Observation observed = new Observation();
    observed.call(Bench.onThreadThatEnds(receiving::call)).count(receiving.block());
    boolean early = port.packet(Bench.SILENCE_MILLIS) != null;
    Sockets.send(connection.server(), Buffer.ofBytes(12));
    Port.Packet packet = port.packet(Bench.BOUND_MILLIS);
    return observed
        .put("packet", early ? "early" : packet == null ? "none" : packet.error())
        .status(receiving.block())
        .info(receiving.block())
        .data(receiving.data())
        .outcome();
  }

  private static Outcome blocks(Bench bench, long event) throws Exception {
    Sockets.Connection connection = bench.sockets().connection(0);
    long socket = Sockets.nonBlocking(connection.client());
    Receiving receiving = Receiving.of(socket, ROOM, event);
    FutureTask<Outcome> task =
        new FutureTask<>(
            () -> {
              int call = receiving.call();
              int end = Results.of(socket, receiving.block());
              return new Observation()
                  .call(call)
                  .end(end)
                  .count(receiving.block())
                  .data(receiving.data())
                  .outcome();
            });
    Thread thread = new Thread(task, "fact-receiver");
    thread.setDaemon(true);
    thread.start();
    thread.join(STAYS_MILLIS);
    boolean early = task.isDone();
    Sockets.send(connection.server(), Buffer.ofBytes(4));
    Outcome outcome = task.get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS);
    if (early) {
      outcome.pairs().put("call", "did-not-block");
    }
    return outcome;
  }

  private static AsynchronousServerSocketChannel server(Bench bench) throws Exception {
    AsynchronousServerSocketChannel server = bench.closing(AsynchronousServerSocketChannel.open());
    return server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** Starts an accept on a thread that ends, connects, and takes what was accepted. */
  private static AsynchronousSocketChannel accepted(
      Bench bench, AsynchronousServerSocketChannel server, AsynchronousSocketChannel client)
      throws Exception {
    Future<AsynchronousSocketChannel> accept = Bench.onThreadThatEnds(server::accept);
    client.connect(server.getLocalAddress()).get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS);
    return bench.closing(accept.get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS));
  }

  private static AsynchronousSocketChannel client(Bench bench) throws Exception {
    return bench.closing(AsynchronousSocketChannel.open());
  }

  private static Outcome jdkAccept(Bench bench) throws Exception {
    AsynchronousSocketChannel peer = accepted(bench, server(bench), client(bench));
    return new Observation().end(peer.isOpen() ? 0 : -1).outcome();
  }

  private static Outcome jdkRead(Bench bench) throws Exception {
    AsynchronousSocketChannel client = client(bench);
    AsynchronousSocketChannel peer = accepted(bench, server(bench), client);
    ByteBuffer room = ByteBuffer.allocateDirect(ROOM);
    Future<Integer> read = Bench.onThreadThatEnds(() -> client.read(room));
    peer.write(ByteBuffer.allocateDirect(4)).get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS);
    int bytes = read.get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS);
    return new Observation().end(bytes == 4 ? 0 : -1).outcome();
  }

  private static Outcome jdkWrite(Bench bench) throws Exception {
    AsynchronousSocketChannel client = client(bench);
    AsynchronousSocketChannel peer = accepted(bench, server(bench), client);
    ByteBuffer much = ByteBuffer.allocateDirect(MUCH);
    Future<Integer> write = Bench.onThreadThatEnds(() -> client.write(much));
    ByteBuffer room = ByteBuffer.allocateDirect(MUCH);
    Future<Integer> read = peer.read(room);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Bench.BOUND_MILLIS);
    while (!write.isDone() && System.nanoTime() < until) {
      try {
        read.get(LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        room.clear();
        read = peer.read(room);
      } catch (TimeoutException e) {
        // All has been read, perhaps, and the write's end is on its way: it is looked at again.
      }
    }
    int bytes = write.get(0, TimeUnit.MILLISECONDS);
    return new Observation().end(bytes > 0 ? 0 : -1).outcome();
  }
}

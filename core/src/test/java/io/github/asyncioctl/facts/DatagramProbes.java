package io.github.asyncioctl.facts;

import static io.github.asyncioctl.ControlCodes.SIO_UDP_CONNRESET;

import io.github.asyncioctl.windows.RawWin32;
import io.github.asyncioctl.windows.RawWinsock;

/** Datagrams: ports that nobody has, addresses, sizes, sockets that were shut down. */
final class DatagramProbes {
  private static final int AF_INET6 = 23;
  private static final int SD_RECEIVE = 0;
  private static final int SD_SEND = 1;
  private static final int TOO_BIG = 65_536;
  private static final int MANY = 100;
  private static final int LISTENING_MILLIS = 500;

  private DatagramProbes() {}

  static void register(Probes probes) {
    probes.add("R80", DatagramProbes::silentWhenRefused);
    probes.add("R81", DatagramProbes::nextAfterRefusals);
    probes.add("R82", DatagramProbes::connectToNowhere);
    probes.add("R83", DatagramProbes::otherFamily);
    probes.add("R84", DatagramProbes::tooBig);
    probes.add("R89", Probe.all(b -> noMoreReceiving(b, true), b -> noMoreReceiving(b, false)));
    probes.add("R90", DatagramProbes::noMoreSending);
  }

  /** A bound socket that is not told of ports that nobody has. */
  private static long quiet(Bench bench) {
    long socket = bench.sockets().bound(bench.sockets().udp());
    Io.ok(
        "SIO_UDP_CONNRESET",
        new SocketIoctl(socket, SIO_UDP_CONNRESET).in(Numbers.ofInt(0)).call(new Block(0)));
    return socket;
  }

  /** An address of loopback with a port that is free again. */
  private static Buffer nobody(Bench bench) {
    long socket = bench.sockets().bound(bench.sockets().udp());
    Buffer address = Sockets.addressOf(socket);
    bench.closeSocket(socket);
    return address;
  }

  static void send(long from, Buffer to, int bytes) {
    int sent =
        Winsock.sendto(from, Buffer.ofBytes(bytes).address(), bytes, 0, to.address(), to.size());
    Io.ok("sendto", sent == bytes ? 0 : Io.error(0));
  }

  private static Outcome silentWhenRefused(Bench bench) {
    long socket = quiet(bench);
    send(socket, nobody(bench), 1);
    int ready = Ready.readable(socket, LISTENING_MILLIS);
    return new Observation().wait(ready == 0 ? RawWin32.WAIT_TIMEOUT : ready).outcome();
  }

  private static Outcome nextAfterRefusals(Bench bench) {
    long socket = quiet(bench);
    Buffer nobody = nobody(bench);
    for (int i = 0; i < MANY; i++) {
      send(socket, nobody, 1);
    }
    send(bench.sockets().udp(), Sockets.addressOf(socket), 5);
    Ready.awaitReadable(socket);
    Buffer data = new Buffer(16);
    int received = Winsock.recvfrom(socket, data.address(), data.size(), 0, 0, 0);
    return new Observation().end(received < 0 ? Io.error(0) : 0).data(data).outcome();
  }

  private static Outcome connectToNowhere(Bench bench) {
    Buffer address = Sockets.address(0, 12345);
    int done = Winsock.connect(bench.sockets().udp(), address.address(), address.size());
    return new Observation().call(Sockets.error(done)).outcome();
  }

  private static Outcome otherFamily(Bench bench) {
    long socket = Winsock.socket(AF_INET6, RawWinsock.SOCK_DGRAM, 0);
    bench.sockets().closing(Sockets.valid("socket", socket));
    Buffer address = Sockets.loopback(0);
    int done = Winsock.bind(socket, address.address(), address.size());
    return new Observation().call(Sockets.error(done)).outcome();
  }

  private static Outcome tooBig(Bench bench) {
    Block block = new Block(bench.event());
    long socket = bench.sockets().udp();
    Buffer to = nobody(bench);
    int call =
        Sockets.error(
            Winsock.WSASendTo(
                socket,
                Receiving.wsabuf(Buffer.ofBytes(TOO_BIG)).address(),
                1,
                block.countAddress(),
                0,
                to.address(),
                to.size(),
                block.address(),
                null));
    return ended(socket, call, block).outcome();
  }

  private static Observation ended(long socket, int call, Block block) {
    if (call != RawWin32.ERROR_IO_PENDING) {
      return new Observation().call(call);
    }
    Bench.await(block.event());
    return new Observation().end(Results.ofSocket(socket, block));
  }

  private static Outcome noMoreReceiving(Bench bench, boolean overlapped) {
    long socket = bench.sockets().bound(bench.sockets().udp());
    Sockets.ok("shutdown", Winsock.shutdown(socket, SD_RECEIVE));
    Buffer data = new Buffer(16);
    if (!overlapped) {
      Sockets.nonBlocking(socket);
      int received = Winsock.recvfrom(socket, data.address(), data.size(), 0, 0, 0);
      return new Observation().call(received < 0 ? Io.error(0) : 0).outcome();
    }
    Block block = new Block(bench.event());
    int call = new Receiving(socket, data, block).call();
    return ended(socket, call, block).outcome();
  }

  private static Outcome noMoreSending(Bench bench) {
    long socket = bench.sockets().bound(bench.sockets().udp());
    Sockets.ok("shutdown", Winsock.shutdown(socket, SD_SEND));
    Receiving receiving = Receiving.of(socket, 16, bench.event());
    int call = receiving.call();
    send(bench.sockets().udp(), Sockets.addressOf(socket), 1);
    return receiving.ended(call).outcome();
  }
}

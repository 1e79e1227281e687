package io.github.asyncioctl.facts;

import com.sun.jna.Native;

/** WSASendMsg, WSASendTo and recvfrom. */
final class SendMessageProbes {
  private static final int BYTES = 12;
  private static final int DATAGRAM = 16;
  private static final int SIZE = Sockets.ADDRESS_SIZE;

  private SendMessageProbes() {}

  static void register(Probes probes) {
    probes.add("S122", SendMessageProbes::sent);
    probes.add(
        "S123",
        Probe.all(
            bench -> refused(bench.sockets().udp(), message(bench).address(), 0),
            bench -> refused(bench.sockets().udp(), 0, new Block(0).countAddress())));
    probes.add("S124", SendMessageProbes::unconnectedTcp);
    probes.add("S125", SendMessageProbes::bindsThough);
    probes.add("S126", SendMessageProbes::sendToWithoutCount);
    probes.add("S127", SendMessageProbes::shortAddressLength);
  }

  private static Buffer destination(Bench bench) {
    return Sockets.addressOf(bench.sockets().bound(bench.sockets().udp()));
  }

  private static Message message(Bench bench) {
    return new Message(destination(bench), Buffer.ofBytes(BYTES));
  }

  private static Outcome sent(Bench bench) {
    Block block = new Block(0);
    Block second = new Block(0);
    long socket = bench.sockets().udp();
    int call = send(socket, message(bench).address(), block.countAddress());
    Buffer half = Buffer.ofBytes(BYTES / 2);
    Message two = new Message(destination(bench), Buffer.ofBytes(BYTES), half);
    int secondCall = send(socket, two.address(), second.countAddress());
    return new Observation()
        .call(call == 0 ? secondCall : call)
        .count(block)
        .put("value", second.count())
        .outcome();
  }

  private static int send(long socket, long message, long count) {
    return Sockets.error(Winsock.WSASendMsg(socket, message, 0, count, 0, null));
  }

  private static Outcome refused(long socket, long message, long count) {
    return new Observation().call(send(socket, message, count)).outcome();
  }

  private static Outcome unconnectedTcp(Bench bench) {
    return refused(bench.sockets().tcp(), message(bench).address(), new Block(0).countAddress());
  }

  private static Outcome bindsThough(Bench bench) {
    long socket = bench.sockets().udp();
    int refused = send(socket, message(bench).address(), 0);
    Buffer address = new Buffer(SIZE);
    int call =
        Sockets.error(
            Winsock.getsockname(socket, address.address(), Numbers.ofInt(SIZE).address()));
    boolean hasPort = call == 0 && address.memory().getShort(2) != 0;
    return new Observation()
        .call(refused == 0 ? -1 : call)
        .put("value", hasPort ? "bound" : "unbound")
        .outcome();
  }

  private static Outcome sendToWithoutCount(Bench bench) {
    Buffer to = destination(bench);
    Buffer buffers = Receiving.wsabuf(Buffer.ofBytes(BYTES));
    int result =
        Winsock.WSASendTo(
            bench.sockets().udp(), buffers.address(), 1, 0, 0, to.address(), to.size(), 0, null);
    return new Observation().call(Sockets.error(result)).outcome();
  }

  private static Outcome shortAddressLength(Bench bench) {
    long socket = bench.sockets().bound(bench.sockets().udp());
    Buffer to = Sockets.addressOf(socket);
    long sender = bench.sockets().udp();
    Winsock.sendto(
        sender, Buffer.ofBytes(DATAGRAM).address(), DATAGRAM, 0, to.address(), to.size());
    Ready.awaitReadable(socket);
    int received = receive(socket, 1);
    int error = received >= 0 ? 0 : Native.getLastError();
    return new Observation()
        .call(error)
        .put("data", error == 0 ? "used-up" : receive(socket, SIZE))
        .outcome();
  }

  private static int receive(long socket, int addressLength) {
    Buffer room = new Buffer(DATAGRAM);
    Buffer length = Numbers.ofInt(addressLength);
    return Winsock.recvfrom(
        socket, room.address(), DATAGRAM, 0, new Buffer(SIZE).address(), length.address());
  }
}

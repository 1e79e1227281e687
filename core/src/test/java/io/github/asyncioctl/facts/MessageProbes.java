package io.github.asyncioctl.facts;

/** WSARecvMsg. */
final class MessageProbes {
  private static final int BYTES = 6;
  private static final int IPPROTO_IP = 0;
  private static final int IP_PKTINFO = 19;
  private static final int IP_RECVTTL = 21;
  private static final int IP_RECVTOS = 40;
  private static final int ROOM = 512;
  private static final int LOOPBACK = 0x0100007F;

  private MessageProbes() {}

  static void register(Probes probes) {
    probes.add("S113", MessageProbes::noMessage);
    probes.add("S114", MessageProbes::noControlWanted);
    probes.add("S115", MessageProbes::shortControl);
    probes.add("S116", MessageProbes::shortControlPending);
    probes.add("S117", MessageProbes::flagsOfTheResult);
    probes.add("S118", MessageProbes::shortControlWithRoutine);
    probes.add("S119", MessageProbes::pending);
    probes.add("S120", bench -> firstControl(bench, IP_RECVTTL));
    probes.add("S121", bench -> firstControl(bench, IP_RECVTOS));
  }

  private static long bound(Bench bench) {
    return bench.sockets().bound(bench.sockets().udp());
  }

  /** A bound socket that wants control data of this kind. */
  private static long wanting(Bench bench, int option) {
    long socket = bound(bench);
    Sockets.ok("setsockopt", Sockets.setOption(socket, IPPROTO_IP, option, Numbers.ofInt(1)));
    return socket;
  }

  private static void send(Bench bench, long socket) {
    Buffer to = Sockets.addressOf(socket);
    Winsock.sendto(
        bench.sockets().udp(), Buffer.ofBytes(BYTES).address(), BYTES, 0, to.address(), to.size());
  }

  /** Without an OVERLAPPED, of a datagram that is there. */
  private static int receive(Bench bench, long socket, Message message, Block count) {
    send(bench, socket);
    Ready.awaitReadable(socket);
    return Extensions.recvMsg(socket, message.address(), count.countAddress(), null, null);
  }

  private static Outcome noMessage(Bench bench) {
    return new Observation().call(Extensions.recvMsg(bound(bench), 0, 0, null, null)).outcome();
  }

  private static Outcome noControlWanted(Bench bench) {
    Block block = new Block(0);
    int call = receive(bench, bound(bench), Message.toReceive(), block);
    return new Observation().call(call).count(block).outcome();
  }

  private static Outcome shortControl(Bench bench) {
    Block block = new Block(0);
    Message message = Message.toReceive().control(1);
    int call = receive(bench, wanting(bench, IP_PKTINFO), message, block);
    return new Observation().call(call).count(block).put("flags", message.flags()).outcome();
  }

  private static Outcome shortControlPending(Bench bench) {
    long socket = wanting(bench, IP_PKTINFO);
    Block block = new Block(bench.autoResetEvent());
    Message message = Message.toReceive().control(1);
    int call = Extensions.recvMsg(socket, message.address(), 0, block, null);
    send(bench, socket);
    return new Observation()
        .call(call)
        .event(Bench.await(block.event()))
        .status(block)
        .info(block)
        .end(Results.ofSocket(socket, block))
        .count(block)
        .put("flags", message.flags())
        .outcome();
  }

  private static Outcome flagsOfTheResult(Bench bench) {
    long socket = wanting(bench, IP_PKTINFO);
    Block block = new Block(bench.autoResetEvent());
    Message message = Message.toReceive().control(1);
    Extensions.recvMsg(socket, message.address(), 0, block, null);
    send(bench, socket);
    Bench.await(block.event());
    int before = 0xDEADBEEF;
    Buffer flags = Numbers.ofInt(before);
    int end = Results.ofSocket(socket, block, false, flags);
    int after = flags.memory().getInt(0);
    return new Observation()
        .end(end)
        .put("resultflags", after == before ? "kept" : Observation.hex(after))
        .outcome();
  }

  private static Outcome shortControlWithRoutine(Bench bench) {
    long socket = wanting(bench, IP_PKTINFO);
    send(bench, socket);
    Ready.awaitReadable(socket);
    Called called = new Called();
    Message message = Message.toReceive().control(1);
    int call = Extensions.recvMsg(socket, message.address(), 0, new Block(0), called);
    return new Observation().call(call).apc(called).outcome();
  }

  private static Outcome pending(Bench bench) {
    long socket = wanting(bench, IP_PKTINFO);
    Block block = new Block(bench.event());
    Message message = Message.toReceive().control(ROOM);
    int call = Extensions.recvMsg(socket, message.address(), 0, block, null);
    boolean early = message.controlLength() != ROOM;
    send(bench, socket);
    boolean set = Bench.await(block.event());
    boolean ofLoopback = message.firstControlInt() == LOOPBACK;
    return new Observation()
        .call(call)
        .event(set)
        .end(Results.ofSocket(socket, block))
        .count(block)
        .data(message.data())
        .put("control", early ? "written-early" : message.controlLength())
        .put("pktinfo", ofLoopback ? "loopback" : "another-address")
        .outcome();
  }

  private static Outcome firstControl(Bench bench, int option) {
    Block block = new Block(0);
    Message message = Message.toReceive().control(ROOM);
    int call = receive(bench, wanting(bench, option), message, block);
    return new Observation().call(call).count(block).put("cmsg", message.firstControl()).outcome();
  }
}

package io.github.asyncioctl.facts;

/** An AcceptEx with its sockets, and a client that can connect to it. */
final class Accepting {
  static final int ADDRESS = Sockets.ADDRESS_SIZE + 16;
  private static final int DATA = 512;

  private final Bench bench;
  private final long listener;
  private final long acceptor;
  private final Block block;
  private int dataBytes = DATA;
  private int localBytes = ADDRESS;
  private int remoteBytes = ADDRESS;

  Accepting(Bench bench, long listener, long acceptor, Block block) {
    this.bench = bench;
    this.listener = listener;
    this.acceptor = acceptor;
    this.block = block;
  }

  /** With a listener and an accepting socket of its own. */
  Accepting(Bench bench, long event) {
    this(bench, bench.sockets().listener(), bench.sockets().tcp(), new Block(event));
  }

  Accepting receiving(int bytes) {
    dataBytes = bytes;
    return this;
  }

  Accepting addresses(int local, int remote) {
    localBytes = local;
    remoteBytes = remote;
    return this;
  }

  long listener() {
    return listener;
  }

  Block block() {
    return block;
  }

  /** Calls AcceptEx; returns 0 or the error. */
  int call() {
    return call(block.address());
  }

  /** The same with another OVERLAPPED, or none. */
  int call(long overlapped) {
    return Extensions.acceptEx(
        bench.sockets().tcp(),
        listener,
        acceptor,
        new Buffer(dataBytes + localBytes + remoteBytes),
        dataBytes,
        localBytes,
        remoteBytes,
        overlapped,
        block.countAddress());
  }

  /** Connects a client. */
  long client() {
    long client = bench.sockets().tcp();
    Buffer address = Sockets.addressOf(listener);
    Sockets.ok("connect", Winsock.connect(client, address.address(), address.size()));
    return client;
  }
}

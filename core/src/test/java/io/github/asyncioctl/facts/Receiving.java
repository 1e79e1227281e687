package io.github.asyncioctl.facts;

import com.sun.jna.Callback;

/** A WSARecv with its arguments. */
final class Receiving {
  static final int MSG_PEEK = 2;

  private final long socket;
  private final Buffer data;
  private final Block block;
  private long buffers;
  private int bufferCount = 1;
  private int flags;
  private long overlapped;
  private Callback routine;

  /** Into one buffer, with this OVERLAPPED. */
  Receiving(long socket, Buffer data, Block block) {
    this.socket = socket;
    this.data = data;
    this.block = block;
    buffers = wsabuf(data).address();
    overlapped = block.address();
  }

  /** With so much room, and an OVERLAPPED with this event, 0 for none. */
  static Receiving of(long socket, int room, long event) {
    return new Receiving(socket, new Buffer(room), new Block(event));
  }

  /** An array of one WSABUF. */
  static Buffer wsabuf(Buffer... buffers) {
    Buffer array = Buffer.of(new byte[16 * buffers.length]);
    for (int i = 0; i < buffers.length; i++) {
      array.memory().setInt(16L * i, buffers[i].size());
      array.memory().setLong(16L * i + 8, buffers[i].address());
    }
    return array;
  }

  Receiving withoutOverlapped() {
    overlapped = 0;
    return this;
  }

  Receiving routine(Callback callback) {
    routine = callback;
    return this;
  }

  Receiving flags(int bits) {
    flags = bits;
    return this;
  }

  /** No buffers, in an array that there is or is not. */
  Receiving noBuffers(boolean array) {
    bufferCount = 0;
    buffers = array ? buffers : 0;
    return this;
  }

  /** Calls it; returns 0 or the error. */
  int call() {
    return Sockets.error(
        Winsock.WSARecv(
            socket,
            buffers,
            bufferCount,
            block.countAddress(),
            Numbers.ofInt(flags).address(),
            overlapped,
            routine));
  }

  Block block() {
    return block;
  }

  Buffer data() {
    return data;
  }

  /** Waits for the event and tells how it ended, with the byte count. */
  Observation ended(int call) {
    return new Observation()
        .call(call)
        .event(Bench.await(block.event()))
        .end(Results.of(socket, block))
        .count(block)
        .status(block)
        .info(block)
        .data(data);
  }
}

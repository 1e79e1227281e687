package io.github.asyncioctl.facts;

import com.sun.jna.Callback;

/** One WSAIoctl with its arguments, those that are not named being left out. */
final class SocketIoctl {
  private final long socket;
  private final int code;
  private long in;
  private int inBytes;
  private long out;
  private int outBytes;
  private long overlapped;
  private Callback routine;

  SocketIoctl(long socket, int code) {
    this.socket = socket;
    this.code = code;
  }

  SocketIoctl in(Buffer buffer) {
    return in(buffer.address(), buffer.size());
  }

  SocketIoctl in(long address, int bytes) {
    in = address;
    inBytes = bytes;
    return this;
  }

  SocketIoctl out(Buffer buffer) {
    return out(buffer.address(), buffer.size());
  }

  SocketIoctl out(long address, int bytes) {
    out = address;
    outBytes = bytes;
    return this;
  }

  SocketIoctl overlapped(Block block) {
    overlapped = block.address();
    return this;
  }

  SocketIoctl routine(Callback callback) {
    routine = callback;
    return this;
  }

  /** Calls it; the byte count goes to the block. Returns 0 or the error. */
  int call(Block block) {
    return call(block.countAddress());
  }

  int call(long count) {
    return Sockets.error(
        Winsock.WSAIoctl(socket, code, in, inBytes, out, outBytes, count, overlapped, routine));
  }
}

package io.github.asyncioctl.facts;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/** The two requests of the socket driver that WSAPoll and WSARecv are made of. */
final class Afd {
  static final int POLL_READ = 1;
  static final int POLL_WRITE = 4;
  static final int POLL_ALL = -1;
  static final int RECV_FORCE_ASYNC = 2;

  private static final int IOCTL_AFD_RECV = 0x12017;
  private static final int IOCTL_AFD_POLL = 0x12024;
  private static final int NOT_OOB = 0x20;
  private static final int HUNDRED_NANOS_A_MILLI = 10_000;
  private static final int POLL_HEADER = 16;
  private static final int POLL_ENTRY = 16;
  private static final int RECV_PARAMETERS = 24;

  private final long socket;
  private final Block block;
  private final long event;
  private Callback routine;
  private long context;

  /** Requests on a socket. The event is given by itself: the block is an IO_STATUS_BLOCK. */
  Afd(long socket, long event) {
    this.socket = socket;
    this.event = event;
    block = new Block(0);
  }

  Afd routine(Callback callback) {
    routine = callback;
    return this;
  }

  /** What would be the address of an OVERLAPPED; without it no packet is queued. */
  Afd context(long value) {
    context = value;
    return this;
  }

  Block block() {
    return block;
  }

  private int control(int code, Buffer in, Buffer out) {
    return NtCalls.NtDeviceIoControlFile(
        socket,
        event,
        routine,
        context,
        block.address(),
        code,
        in == null ? 0 : in.address(),
        in == null ? 0 : in.size(),
        out == null ? 0 : out.address(),
        out == null ? 0 : out.size());
  }

  /** Polls for so long; 0 is a look. */
  int poll(int events, int millis, long... sockets) {
    return pollUntil(events, -(long) millis * HUNDRED_NANOS_A_MILLI, sockets);
  }

  /** Polls with a timeout as the driver takes it: relative if negative, else a point in time. */
  int pollUntil(int events, long timeout, long... sockets) {
    Buffer in = Buffer.of(new byte[POLL_HEADER + POLL_ENTRY * sockets.length]);
    in.memory().setLong(0, timeout);
    in.memory().setInt(8, sockets.length);
    for (int i = 0; i < sockets.length; i++) {
      Pointer entry = in.memory().share(POLL_HEADER + (long) POLL_ENTRY * i);
      entry.setLong(0, sockets[i]);
      entry.setInt(8, events);
    }
    return control(IOCTL_AFD_POLL, in, Buffer.of(new byte[in.size()]));
  }

  /** Receives into buffers; the parameters can be overwritten once it has been called. */
  int receive(int flags, Buffer... buffers) {
    return control(IOCTL_AFD_RECV, parameters(flags, buffers), null);
  }

  /** Receives, and overwrites parameters and array as soon as the call has returned. */
  int receiveAndOverwrite(Buffer... buffers) {
    Buffer parameters = parameters(0, buffers);
    Pointer array = parameters.memory().getPointer(0);
    int call = control(IOCTL_AFD_RECV, parameters, null);
    array.clear(16L * buffers.length);
    parameters.memory().clear(RECV_PARAMETERS);
    return call;
  }

  int receiveWithoutParameters() {
    return control(IOCTL_AFD_RECV, null, null);
  }

  private static Buffer parameters(int flags, Buffer... buffers) {
    Buffer parameters = Buffer.of(new byte[RECV_PARAMETERS]);
    parameters.memory().setLong(0, Receiving.wsabuf(buffers).address());
    parameters.memory().setInt(8, buffers.length);
    parameters.memory().setInt(12, flags);
    parameters.memory().setInt(16, NOT_OOB);
    return parameters;
  }
}

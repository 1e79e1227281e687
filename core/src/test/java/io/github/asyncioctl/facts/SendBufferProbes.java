package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** What send has taken and not yet delivered. */
final class SendBufferProbes {
  private static final int MUCH = 50 << 20;
  private static final int WSAEWOULDBLOCK = 10035;

  private SendBufferProbes() {}

  static void register(Probes probes) {
    probes.add("S128", SendBufferProbes::cancelIoEx);
    probes.add("S129", SendBufferProbes::cancelIo);
    probes.add("S130", SendBufferProbes::closed);
  }

  /** Sends until the socket takes no more; returns what it has taken. */
  private static long fill(long socket) {
    Buffer much = new Buffer(MUCH);
    long taken = 0;
    try {
      int sent;
      while ((sent = Winsock.send(socket, much.address(), MUCH, 0)) > 0) {
        taken += sent;
      }
      if (Native.getLastError() != WSAEWOULDBLOCK) {
        throw new IllegalStateException("send failed: error " + Native.getLastError());
      }
    } finally {
      much.free();
    }
    return taken;
  }

  private static Outcome cancelIoEx(Bench bench) {
    long socket = Sockets.nonBlocking(bench.sockets().connection().client());
    fill(socket);
    int cancel = RawWin32.CancelIoEx(socket, 0) != 0 ? 0 : Native.getLastError();
    return new Observation().cancel(cancel).outcome();
  }

  private static Outcome cancelIo(Bench bench) {
    long socket = Sockets.nonBlocking(bench.sockets().connection().client());
    fill(socket);
    RawWin32.CancelIoEx(socket, 0);
    int cancel = SystemCalls.CancelIo(socket) != 0 ? 0 : Native.getLastError();
    return new Observation().cancel(cancel).outcome();
  }

  private static Outcome closed(Bench bench) {
    Sockets.Connection connection = bench.sockets().connection();
    long taken = fill(Sockets.nonBlocking(connection.server()));
    bench.closeSocket(connection.server());
    Buffer room = new Buffer(MUCH);
    bench.closing(room::free);
    long arrived = 0;
    int received;
    while ((received = Winsock.recv(connection.client(), room.address(), MUCH, 0)) > 0) {
      arrived += received;
    }
    return new Observation()
        .put("data", received == 0 && arrived == taken ? "full" : arrived)
        .outcome();
  }
}

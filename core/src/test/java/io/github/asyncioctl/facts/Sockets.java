package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;
import io.github.asyncioctl.windows.RawWinsock;

/** Sockets for probes, IPv4 over loopback. */
final class Sockets {
  static final int ADDRESS_SIZE = 16;
  private static final int SO_LINGER = 0x80;
  private static final int PORT_AT = 2;
  private static final int HOST_AT = 4;

  /** A connected pair. */
  record Connection(long client, long server) {}

  private final Bench bench;

  Sockets(Bench bench) {
    this.bench = bench;
  }

  /** A fresh overlapped TCP socket. */
  long tcp() {
    return open(RawWinsock.SOCK_STREAM, RawWinsock.WSA_FLAG_OVERLAPPED);
  }

  /** A fresh overlapped UDP socket. */
  long udp() {
    return open(RawWinsock.SOCK_DGRAM, RawWinsock.WSA_FLAG_OVERLAPPED);
  }

  /** A fresh TCP socket, as WSASocket makes it with these flags. */
  long tcp(int flags) {
    return open(RawWinsock.SOCK_STREAM, flags);
  }

  /** A fresh TCP socket, as socket() makes it. */
  long plainTcp() {
    return closing(valid("socket", Winsock.socket(RawWinsock.AF_INET, RawWinsock.SOCK_STREAM, 0)));
  }

  /** A fresh socket of a family and type. */
  long of(int family, int type) {
    return closing(valid("socket", Winsock.socket(family, type, 0)));
  }

  private long open(int type, int flags) {
    return closing(
        valid("WSASocket", RawWinsock.WSASocketW(RawWinsock.AF_INET, type, 0, 0, 0, flags)));
  }

  /** A socket of the probe's own that has to be closed at the end. */
  long closing(long socket) {
    return bench.closing(socket, () -> RawWinsock.closesocket(socket));
  }

  /** The same socket, bound to a free port of loopback. */
  long bound(long socket) {
    Buffer address = loopback(0);
    ok("bind", Winsock.bind(socket, address.address(), ADDRESS_SIZE));
    return socket;
  }

  /** A TCP socket that listens at loopback. */
  long listener() {
    long socket = bound(tcp());
    ok("listen", Winsock.listen(socket, 5));
    return socket;
  }

  /** A connected pair; the client's socket is made with these flags of WSASocket. */
  Connection connection(int flags) {
    long listener = listener();
    long client = tcp(flags);
    ok("connect", Winsock.connect(client, addressOf(listener).address(), ADDRESS_SIZE));
    long server = valid("accept", Winsock.accept(listener, 0, 0));
    return new Connection(client, closing(server));
  }

  Connection connection() {
    return connection(RawWinsock.WSA_FLAG_OVERLAPPED);
  }

  /** The address that a socket is bound to. */
  static Buffer addressOf(long socket) {
    Buffer address = new Buffer(ADDRESS_SIZE);
    Buffer length = Numbers.ofInt(ADDRESS_SIZE);
    ok("getsockname", Winsock.getsockname(socket, address.address(), length.address()));
    return address;
  }

  /** 127.0.0.1 with a port. */
  static Buffer loopback(int port) {
    return address(0x7F000001, port);
  }

  static Buffer address(int host, int port) {
    Buffer address = Buffer.of(new byte[ADDRESS_SIZE]);
    address.memory().setShort(0, (short) RawWinsock.AF_INET);
    address.memory().setShort(PORT_AT, Short.reverseBytes((short) port));
    address.memory().setInt(HOST_AT, Integer.reverseBytes(host));
    return address;
  }

  /** Sets a socket to non-blocking. */
  static long nonBlocking(long socket) {
    ok("ioctlsocket", Winsock.ioctlsocket(socket, Winsock.FIONBIO, Numbers.ofInt(1).address()));
    return socket;
  }

  /** Sends bytes, all of them. */
  static void send(long socket, Buffer data) {
    int sent = Winsock.send(socket, data.address(), data.size(), 0);
    if (sent != data.size()) {
      throw new IllegalStateException("send: " + sent + ", error " + Native.getLastError());
    }
  }

  /** Closes a socket so that its peer sees a reset. */
  void reset(long socket) {
    Buffer lingerForNothing = Buffer.of((byte) 1, (byte) 0, (byte) 0, (byte) 0);
    ok("setsockopt", setOption(socket, Winsock.SOL_SOCKET, SO_LINGER, lingerForNothing));
    bench.closeSocket(socket);
  }

  /** setsockopt; what it returns. */
  static int setOption(long socket, int level, int name, Buffer value) {
    return Winsock.setsockopt(socket, level, name, value.address(), value.size());
  }

  /** The error of a Winsock function that returned this, 0 for success. */
  static int error(int result) {
    return result == 0 ? 0 : Native.getLastError();
  }

  static void ok(String call, int result) {
    int error = error(result);
    if (error != 0) {
      throw new IllegalStateException(call + " failed: error " + error);
    }
  }

  static long valid(String call, long handle) {
    if (handle == RawWin32.INVALID_HANDLE_VALUE || handle == 0) {
      throw new IllegalStateException(call + " failed: error " + Native.getLastError());
    }
    return handle;
  }
}

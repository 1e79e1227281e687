package io.github.asyncioctl.windows;

import com.sun.jna.Native;

/** Overlapped functions as a user would map them, direct-mapped. */
final class OwnCalls {
  static {
    Native.register(OwnCalls.class, "kernel32");
  }

  private OwnCalls() {}

  static native int ConnectNamedPipe(long pipe, long overlapped);

  static native int ReadFile(long file, long buffer, int bytes, long read, long overlapped);

  static native int ReadDirectoryChangesW(
      long folder,
      long buffer,
      int bytes,
      int subtree,
      int filter,
      long returned,
      long overlapped,
      long routine);

  static int WSARecv(
      long socket,
      long buffers,
      int count,
      long received,
      long flags,
      long overlapped,
      long routine) {
    return Sockets.WSARecv(socket, buffers, count, received, flags, overlapped, routine);
  }

  private static final class Sockets {
    static {
      Native.register(Sockets.class, "ws2_32");
    }

    static native int WSARecv(
        long socket,
        long buffers,
        int count,
        long received,
        long flags,
        long overlapped,
        long routine);
  }
}

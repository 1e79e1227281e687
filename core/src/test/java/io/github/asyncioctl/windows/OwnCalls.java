package io.github.asyncioctl.windows;

import com.sun.jna.Native;

/** Overlapped functions as a user would map them, direct-mapped. */
final class OwnCalls {
  static {
    Native.register(OwnCalls.class, "kernel32");
  }

  private OwnCalls() {}

  /** What an overlapped call of a user's own returns to the engine. */
  static int error(int result) {
    return result != 0 ? 0 : Native.getLastError();
  }

  static native int ConnectNamedPipe(long pipe, long overlapped);

  static native int ReadFile(long file, long buffer, int bytes, long read, long overlapped);

  static native int WriteFile(long file, byte[] buffer, int bytes, int[] written, long overlapped);

  static native int TransactNamedPipe(
      long pipe, long in, int inBytes, long out, int outBytes, long read, long overlapped);

  static native int LockFileEx(
      long file, int flags, int reserved, int low, int high, long overlapped);

  static native int UnlockFileEx(long file, int reserved, int low, int high, long overlapped);

  static native int ReadDirectoryChangesW(
      long folder,
      long buffer,
      int bytes,
      int subtree,
      int filter,
      long returned,
      long overlapped,
      long routine);

  /** Not overlapped. */
  static final class Client {
    static {
      Native.register(Client.class, "kernel32");
    }

    private Client() {}

    static native int ReadFile(long file, byte[] buffer, int bytes, int[] read, long overlapped);
  }

  /** Which makes a handle of its own. */
  static final class AddressChanges {
    static {
      Native.register(AddressChanges.class, "iphlpapi");
    }

    private AddressChanges() {}

    static native int NotifyAddrChange(long handle, long overlapped);

    static native int CancelIPChangeNotify(long overlapped);
  }

  static int WSARecvFrom(
      long socket,
      long buffers,
      int count,
      long received,
      long flags,
      long from,
      long fromLength,
      long overlapped,
      long routine) {
    return Sockets.WSARecvFrom(
        socket, buffers, count, received, flags, from, fromLength, overlapped, routine);
  }

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

    static native int WSARecvFrom(
        long socket,
        long buffers,
        int count,
        long received,
        long flags,
        long from,
        long fromLength,
        long overlapped,
        long routine);

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

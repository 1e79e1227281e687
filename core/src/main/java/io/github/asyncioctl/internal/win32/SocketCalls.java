package io.github.asyncioctl.internal.win32;

/** More of ws2_32.dll, direct-mapped: options and addresses of sockets. */
final class SocketCalls {
  private SocketCalls() {}

  static native int getsockopt(long socket, int level, int name, byte[] value, int[] length);

  static native int setsockopt(long socket, int level, int name, int[] value, int length);

  static native int getsockname(long socket, byte[] address, int[] length);
}

package io.github.asyncioctl.internal.win32;

/** ws2_32.dll, direct-mapped: handles and addresses are {@code long}, and nothing is allocated. */
final class Winsock {
  private Winsock() {}

  static native int WSAStartup(short version, long data);

  static native int WSAIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped,
      long completionRoutine);
}

package io.github.asyncioctl.windows;

import com.sun.jna.Native;

/** The calls of ws2_32.dll that the tests make themselves, direct-mapped. */
public final class RawWinsock {
  public static final int AF_INET = 2;
  public static final int SOCK_STREAM = 1;
  public static final int SOCK_DGRAM = 2;
  public static final int WSA_FLAG_OVERLAPPED = 1;
  private static final short VERSION_2_2 = 0x0202;
  private static final int WSADATA_SIZE = 408;

  static {
    Native.register(RawWinsock.class, "ws2_32");
    int error = WSAStartup(VERSION_2_2, new byte[WSADATA_SIZE]);
    if (error != 0) {
      throw new ExceptionInInitializerError("WSAStartup failed: " + error);
    }
  }

  private RawWinsock() {}

  private static native int WSAStartup(short version, byte[] data);

  public static native long WSASocketW(
      int family, int type, int protocol, long protocolInfo, int group, int flags);

  public static native int WSAIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped,
      long completionRoutine);

  public static native int closesocket(long socket);

  public static native int setsockopt(long socket, int level, int name, int[] value, int length);
}

package io.github.asyncioctl.facts;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.win32.StdCallLibrary.StdCallCallback;
import io.github.asyncioctl.windows.RawWinsock;

/**
 * The calls of ws2_32.dll that the probes make, direct-mapped; {@link RawWinsock} has some more.
 * Addresses are numbers. The error of a call that failed is {@code Native.getLastError()}.
 */
final class Winsock {
  static final int SOCKET_ERROR = -1;
  static final int SOL_SOCKET = 0xFFFF;
  static final int SO_RCVTIMEO = 0x1006;
  static final int SO_UPDATE_ACCEPT_CONTEXT = 0x700B;
  static final int SO_UPDATE_CONNECT_CONTEXT = 0x7010;
  static final int FIONBIO = 0x8004667E;

  /** A completion routine of Winsock. */
  interface Routine extends StdCallCallback {
    void completed(int error, int transferred, Pointer overlapped, int flags);
  }

  static {
    // WSAStartup is RawWinsock's.
    RawWinsock.closesocket(-1);
    Native.register(Winsock.class, "ws2_32");
  }

  private Winsock() {}

  static native long socket(int family, int type, int protocol);

  static native int bind(long socket, long address, int length);

  static native int listen(long socket, int backlog);

  static native int connect(long socket, long address, int length);

  static native long accept(long socket, long address, long length);

  static native int getsockname(long socket, long address, long length);

  static native int setsockopt(long socket, int level, int name, long value, int length);

  static native int getsockopt(long socket, int level, int name, long value, long length);

  static native int ioctlsocket(long socket, int code, long argument);

  static native int send(long socket, long data, int length, int flags);

  static native int recv(long socket, long data, int length, int flags);

  static native int sendto(long socket, long data, int length, int flags, long to, int toLength);

  static native int recvfrom(
      long socket, long data, int length, int flags, long from, long fromLength);

  static native int shutdown(long socket, int how);

  static native int select(int ignored, long read, long write, long except, long timeout);

  static native int WSARecv(
      long socket,
      long buffers,
      int bufferCount,
      long count,
      long flags,
      long overlapped,
      Callback routine);

  static native int WSASend(
      long socket,
      long buffers,
      int bufferCount,
      long count,
      int flags,
      long overlapped,
      Callback routine);

  static native int WSASendTo(
      long socket,
      long buffers,
      int bufferCount,
      long count,
      int flags,
      long to,
      int toLength,
      long overlapped,
      Callback routine);

  static native int WSASendMsg(
      long socket, long message, int flags, long count, long overlapped, Callback routine);

  static native int WSAIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped,
      Callback routine);

  static native int WSAGetOverlappedResult(
      long socket, long overlapped, long count, int wait, long flags);

  static native int WSAEventSelect(long socket, long event, int events);

  static native int WSAAsyncSelect(long socket, long window, int message, int events);

  static native int WSADuplicateSocketW(long socket, int process, long info);

  static native int WSASendDisconnect(long socket, long data);

  static native int WSARecvDisconnect(long socket, long data);
}

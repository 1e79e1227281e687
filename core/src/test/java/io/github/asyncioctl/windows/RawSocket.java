package io.github.asyncioctl.windows;

import com.sun.jna.Native;
import java.io.Closeable;

/** A SOCKET that the JDK does not know of, opened for overlapped operation and not bound. */
public final class RawSocket implements Closeable {
  private final long handle;
  private boolean closed;

  private RawSocket(int type) {
    handle =
        RawWinsock.WSASocketW(RawWinsock.AF_INET, type, 0, 0, 0, RawWinsock.WSA_FLAG_OVERLAPPED);
    if (handle == RawWin32.INVALID_HANDLE_VALUE) {
      throw new IllegalStateException("WSASocket failed: error " + Native.getLastError());
    }
  }

  public static RawSocket tcp() {
    return new RawSocket(RawWinsock.SOCK_STREAM);
  }

  public static RawSocket udp() {
    return new RawSocket(RawWinsock.SOCK_DGRAM);
  }

  /** The SOCKET's value. */
  public long handle() {
    return handle;
  }

  /** WSAIoctl without input. */
  public int ioctl(int code, RawOverlapped overlapped, int outBytes) {
    return RawOverlapped.ioctl(handle, code, overlapped, outBytes);
  }

  /** Closes it; what is pending on it is cancelled. Closing twice does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      RawWinsock.closesocket(handle);
    }
  }
}

package io.github.asyncioctl.examples;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.examples.Step.FailedException;
import io.github.asyncioctl.examples.Win32.Kernel32;
import io.github.asyncioctl.examples.Win32.Winsock;
import java.util.Optional;

/**
 * A socket that is bound to the demo's own completion port, as the JDK's channels are bound to the
 * JDK's. For one thread.
 */
final class PortSocket implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int IPPROTO_UDP = 17;
  private static final int WSA_FLAG_OVERLAPPED = 1;
  private static final int SOCKADDR_IN_SIZE = 16;

  // The native memory: an OVERLAPPED without an event, and what the calls write.
  private static final int SIZE = 128;
  private static final int OVERLAPPED = 0;
  private static final int OUTPUT = 32;
  private static final int RETURNED = 48;
  private static final int PACKET_BYTES = 56;
  private static final int PACKET_KEY = 64;
  private static final int PACKET_OVERLAPPED = 72;
  private static final int ADDRESS = 80;

  private final Pointer memory;
  private final long base;
  private final long port;
  private final long socket;

  /** Whether the kernel may still write to the memory. */
  private boolean inKernel;

  PortSocket() throws FailedException {
    base = Native.malloc(SIZE);
    memory = new Pointer(base);
    memory.clear(SIZE);
    port =
        Win32.made(
            "CreateIoCompletionPort",
            Kernel32.CreateIoCompletionPort(Win32.INVALID_HANDLE, 0, 0, 0));
    socket =
        Win32.made(
            "WSASocket",
            Winsock.WSASocketW(AF_INET, SOCK_DGRAM, IPPROTO_UDP, 0, 0, WSA_FLAG_OVERLAPPED));
    Win32.made("CreateIoCompletionPort", Kernel32.CreateIoCompletionPort(socket, port, 1, 0));
    memory.setShort(ADDRESS, (short) AF_INET); // any port of any interface
    if (Winsock.bind(socket, base + ADDRESS, SOCKADDR_IN_SIZE) != 0) {
      throw Win32.failed("bind");
    }
  }

  long socket() {
    return socket;
  }

  /**
   * Issues an overlapped IOCTL whose event is not tagged; in fact it has none.
   *
   * @return the error of the call; 0 for a success at once
   */
  int ioctlUntagged(int code, int outCapacity) {
    long out = outCapacity == 0 ? 0 : base + OUTPUT;
    int result =
        Winsock.WSAIoctl(
            socket, code, 0, 0, out, outCapacity, base + RETURNED, base + OVERLAPPED, 0);
    int error = result == 0 ? 0 : Native.getLastError();
    inKernel = error == 0 || error == Win32.WSA_IO_PENDING;
    return error;
  }

  /** Asks the kernel to cancel whatever is pending on the socket. */
  void cancelAll() throws FailedException {
    if (Kernel32.CancelIoEx(socket, 0) == 0) {
      throw Win32.failed("CancelIoEx");
    }
  }

  /**
   * Takes a packet from the port.
   *
   * @return the address of the OVERLAPPED in it; empty if none has come in time
   */
  Optional<Long> takePacket(int millis) {
    memory.setLong(PACKET_OVERLAPPED, 0);
    int result =
        Kernel32.GetQueuedCompletionStatus(
            port, base + PACKET_BYTES, base + PACKET_KEY, base + PACKET_OVERLAPPED, millis);
    long overlapped = memory.getLong(PACKET_OVERLAPPED);
    // The result is also 0 for the packet of an operation that failed.
    if (result == 0 && overlapped == 0) {
      return Optional.empty();
    }
    inKernel = inKernel && overlapped != overlapped();
    return Optional.of(overlapped);
  }

  /** The address of the OVERLAPPED of {@link #ioctlUntagged}. */
  long overlapped() {
    return base + OVERLAPPED;
  }

  /** Closes the socket, which ends pending operations, and frees what the kernel has released. */
  @Override
  public void close() {
    Winsock.closesocket(socket);
    if (inKernel) {
      takePacket((int) Waits.LIMIT.toMillis());
    }
    Kernel32.CloseHandle(port);
    if (!inKernel) {
      Native.free(base);
    }
  }
}

package io.github.asyncioctl.windows;

import com.sun.jna.Native;
import java.util.Optional;

/** An I/O completion port of the test's own, in the place of a runtime's. */
public final class CompletionPort implements AutoCloseable {
  /**
   * What arrived.
   *
   * @param key the key of the handle that was bound to the port
   * @param overlapped the address of the OVERLAPPED
   * @param transferred the byte count
   */
  public record Packet(long key, long overlapped, int transferred) {}

  private final long port = RawWin32.CreateIoCompletionPort(RawWin32.INVALID_HANDLE_VALUE, 0, 0, 0);

  /** Binds a handle to this port, for life. */
  public void bind(long handle, long key) {
    if (RawWin32.CreateIoCompletionPort(handle, port, key, 0) != port) {
      throw new IllegalStateException(
          "CreateIoCompletionPort failed: error " + Native.getLastError());
    }
  }

  /** The next packet, or empty if none arrives within the time. */
  public Optional<Packet> poll(int millis) {
    int[] transferred = new int[1];
    long[] key = new long[1];
    long[] overlapped = new long[1];
    int result = RawWin32.GetQueuedCompletionStatus(port, transferred, key, overlapped, millis);
    // A packet of an operation that failed comes with a result of 0.
    return result == 0 && overlapped[0] == 0
        ? Optional.empty()
        : Optional.of(new Packet(key[0], overlapped[0], transferred[0]));
  }

  @Override
  public void close() {
    RawWin32.CloseHandle(port);
  }
}

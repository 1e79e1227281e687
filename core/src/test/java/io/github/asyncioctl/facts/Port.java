package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;
import java.util.concurrent.atomic.AtomicLong;

/** A completion port that says how the operations ended whose packets arrive. */
final class Port implements AutoCloseable {
  /**
   * A packet.
   *
   * @param error what GetQueuedCompletionStatus says of it
   * @param transferred its byte count
   * @param overlapped the address of the OVERLAPPED
   * @param key the key of the handle
   */
  record Packet(int error, int transferred, long overlapped, long key) {}

  private static final AtomicLong KEYS = new AtomicLong(100);

  private final long handle =
      RawWin32.CreateIoCompletionPort(RawWin32.INVALID_HANDLE_VALUE, 0, 0, 0);

  long handle() {
    return handle;
  }

  /** Binds a handle to this port, for life; returns the key. */
  long bind(long bound) {
    long key = KEYS.incrementAndGet();
    if (RawWin32.CreateIoCompletionPort(bound, handle, key, 0) != handle) {
      throw new IllegalStateException(
          "CreateIoCompletionPort failed: error " + Native.getLastError());
    }
    return key;
  }

  /** The next packet, or null if none arrives within the time. */
  Packet packet(int millis) {
    int[] transferred = new int[1];
    long[] key = new long[1];
    long[] overlapped = new long[1];
    int result = RawWin32.GetQueuedCompletionStatus(handle, transferred, key, overlapped, millis);
    int error = result == 0 ? Native.getLastError() : 0;
    return result == 0 && overlapped[0] == 0
        ? null
        : new Packet(error, transferred[0], overlapped[0], key[0]);
  }

  @Override
  public void close() {
    RawWin32.CloseHandle(handle);
  }
}

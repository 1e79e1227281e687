package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** A handle that a probe may close before the bench does; it is closed once. */
final class Handle implements AutoCloseable {
  private final long value;
  private boolean closed;

  private Handle(long value) {
    this.value = value;
  }

  static Handle of(Bench bench, String call, long value) {
    if (value == RawWin32.INVALID_HANDLE_VALUE || value == 0) {
      throw new IllegalStateException(call + " failed: error " + Native.getLastError());
    }
    return bench.closing(new Handle(value));
  }

  /** A second handle of the same object. */
  Handle duplicate(Bench bench) {
    Buffer copy = new Buffer(Long.BYTES);
    int done =
        SystemCalls.DuplicateHandle(
            KernelCalls.CURRENT_PROCESS,
            value,
            KernelCalls.CURRENT_PROCESS,
            copy.address(),
            0,
            0,
            2);
    return of(bench, "DuplicateHandle", done == 0 ? 0 : copy.memory().getLong(0));
  }

  /** The value, also of one that is closed. */
  long value() {
    return value;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      RawWin32.CloseHandle(value);
    }
  }
}

package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import io.github.asyncioctl.windows.RawWin32;

/** Reads, writes and what goes with them through kernel32; each returns 0 or the error. */
final class Io {
  private Io() {}

  static int error(int done) {
    return done != 0 ? 0 : Native.getLastError();
  }

  /** ReadFile with an OVERLAPPED. */
  static int read(long handle, Buffer data, Block block) {
    return read(handle, data, data.size(), block);
  }

  static int read(long handle, Buffer data, int bytes, Block block) {
    return error(
        SystemCalls.ReadFile(handle, data.address(), bytes, block.countAddress(), block.address()));
  }

  /** ReadFile without an OVERLAPPED; the count goes to the block. */
  static int readNow(long handle, Buffer data, Block count) {
    return readNow(handle, data, data.size(), count);
  }

  static int readNow(long handle, Buffer data, int bytes, Block count) {
    return error(SystemCalls.ReadFile(handle, data.address(), bytes, count.countAddress(), 0));
  }

  static int write(long handle, int bytes, Block block) {
    return error(
        SystemCalls.WriteFile(
            handle, Buffer.ofBytes(bytes).address(), bytes, block.countAddress(), block.address()));
  }

  static int writeNow(long handle, int bytes, Block count) {
    return error(
        SystemCalls.WriteFile(
            handle, Buffer.ofBytes(bytes).address(), bytes, count.countAddress(), 0));
  }

  /** Writes without an OVERLAPPED, and it must succeed. */
  static void mustWrite(long handle, int bytes) {
    ok("WriteFile", writeNow(handle, bytes, new Block(0)));
  }

  static void ok(String call, int error) {
    if (error != 0) {
      throw new IllegalStateException(call + " failed: error " + error);
    }
  }

  static int cancel(long handle, Block block) {
    return error(RawWin32.CancelIoEx(handle, block == null ? 0 : block.address()));
  }

  static int cancelAllOfThread(long handle) {
    return error(SystemCalls.CancelIo(handle));
  }

  /** GetOverlappedResult without waiting. */
  static int result(long handle, Block block) {
    return error(RawWin32.GetOverlappedResult(handle, block.address(), block.countAddress(), 0));
  }

  /** What GetOverlappedResult says when the operation is over. */
  static int end(long handle, Block block) {
    Bench.until(block::isWritten);
    return result(handle, block);
  }

  /** The end of an operation, however its start answered; to be used where either may be. */
  static Observation callOrEnd(int call, long handle, Block block) {
    Observation seen = new Observation();
    return call == RawWin32.ERROR_IO_PENDING ? seen.end(end(handle, block)) : seen.call(call);
  }
}

package io.github.asyncioctl.load;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An engine under load: the one that users have, or one that runs on the canary. */
interface Io extends AutoCloseable {
  CompletableFuture<ByteBuffer> socket(Object socket, int code, ByteBuffer in, int outCapacity);

  CompletableFuture<ByteBuffer> device(long handle, int code, ByteBuffer in, int outCapacity);

  int pending();

  int retained();

  long started();

  @Override
  void close();

  /**
   * Waits until everything has been issued that was asked for before, or nothing will be: so a
   * handle may be closed, and its value become somebody else's.
   */
  default void untilIssued() {
    CompletableFuture<ByteBuffer> last;
    try {
      last = device(0, ControlCodes.FSCTL_PIPE_DISCONNECT, null, 0);
    } catch (IllegalStateException closed) {
      return;
    }
    boolean failed =
        last.handle((answer, failure) -> failure != null)
            .orTimeout(Load.BOUND.toSeconds(), TimeUnit.SECONDS)
            .join();
    if (!failed) {
      throw new AssertionError("a handle that there is not did something");
    }
  }

  /** The engine of the public API. */
  static Io open() {
    return of(AsyncIoctl.open());
  }

  /** An engine of the public API. */
  static Io of(AsyncIoctl io) {
    return new Io() {
      @Override
      public CompletableFuture<ByteBuffer> socket(
          Object socket, int code, ByteBuffer in, int outCapacity) {
        return io.ioctlAsync(socket, code, in, outCapacity);
      }

      @Override
      public CompletableFuture<ByteBuffer> device(
          long handle, int code, ByteBuffer in, int outCapacity) {
        return io.deviceIoctlAsync(handle, code, in, outCapacity);
      }

      @Override
      public int pending() {
        return io.stats().pending();
      }

      @Override
      public int retained() {
        return io.stats().retained();
      }

      @Override
      public long started() {
        return io.stats().started();
      }

      @Override
      public void close() {
        io.close();
      }
    };
  }
}

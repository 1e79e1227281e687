package io.github.asyncioctl.world;

import com.sun.jna.Native;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Sends back what a client writes into a pipe, with overlapped calls through the engine. */
final class PipeEcho {
  private static final int SIZE = 4096;

  static {
    Native.register(PipeEcho.class, "kernel32");
  }

  private final AsyncIoctl io;
  private final long pipe;

  private PipeEcho(AsyncIoctl io, long pipe) {
    this.io = io;
    this.pipe = pipe;
  }

  private static native int ReadFile(long file, long buffer, int bytes, long read, long overlapped);

  private static native int WriteFile(
      long file, long buffer, int bytes, long written, long overlapped);

  /** Until the pipe is broken or closed, with which the future fails. */
  static CompletableFuture<Void> start(AsyncIoctl io, long pipe) {
    return new PipeEcho(io, pipe).echo();
  }

  private CompletableFuture<Void> echo() {
    return read()
        .thenCompose(read -> write(read.memory().limit((int) read.transferred())))
        .thenCompose(written -> echo());
  }

  private CompletableFuture<OverlappedResult> read() {
    return io.overlappedAsync(
        OverlappedCall.on(pipe, "ReadFile")
            .memory(SIZE)
            .start((overlapped, memory) -> error(ReadFile(pipe, memory, SIZE, 0, overlapped))));
  }

  private CompletableFuture<OverlappedResult> write(ByteBuffer content) {
    int size = content.remaining();
    return io.overlappedAsync(
        OverlappedCall.on(pipe, "WriteFile")
            .memory(content)
            .start((overlapped, memory) -> error(WriteFile(pipe, memory, size, 0, overlapped))));
  }

  private static int error(int result) {
    return result != 0 ? 0 : Native.getLastError();
  }
}

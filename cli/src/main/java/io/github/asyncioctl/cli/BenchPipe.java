package io.github.asyncioctl.cli;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.IoctlException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A named pipe: waiting for its client is an operation that pends until the benchmark connects. */
final class BenchPipe implements AutoCloseable {
  private static final int PIPE_REJECT_REMOTE_CLIENTS = 8;
  private static final int BUFFER = 512;
  private static final long BOUND_SECONDS = 10;

  private final String name = "\\\\.\\pipe\\asyncioctl-bench-" + ProcessHandle.current().pid();
  private final HANDLE server;

  BenchPipe() throws IOException {
    server =
        check(
            "CreateNamedPipe",
            Kernel32.INSTANCE.CreateNamedPipe(
                name,
                WinBase.PIPE_ACCESS_DUPLEX | WinNT.FILE_FLAG_OVERLAPPED,
                PIPE_REJECT_REMOTE_CLIENTS,
                1,
                BUFFER,
                BUFFER,
                0,
                null));
  }

  private static HANDLE check(String what, HANDLE handle) throws IOException {
    if (WinBase.INVALID_HANDLE_VALUE.equals(handle)) {
      throw new IOException(what + " failed: error " + Kernel32.INSTANCE.GetLastError());
    }
    return handle;
  }

  /** Measures from the arrival of a client to the dependent of the future. */
  Measurement pending(String title, AsyncIoctl io, Duration time) throws Exception {
    return Measurement.of(title, time, () -> once(io));
  }

  private long once(AsyncIoctl io) throws Exception {
    CompletableFuture<Long> listened =
        io.deviceIoctlAsync(value(server), ControlCodes.FSCTL_PIPE_LISTEN, null, 0)
            .thenApply(answer -> System.nanoTime());
    untilIssued(io);
    HANDLE client =
        check(
            "CreateFile",
            Kernel32.INSTANCE.CreateFile(
                name, WinNT.GENERIC_READ, 0, null, WinNT.OPEN_EXISTING, 0, null));
    long connected = System.nanoTime();
    try {
      return Math.max(0, listened.get(BOUND_SECONDS, TimeUnit.SECONDS) - connected);
    } finally {
      Kernel32.INSTANCE.CloseHandle(client);
      Kernel32.INSTANCE.DisconnectNamedPipe(server);
    }
  }

  /**
   * The engine issues operations in order: when one on an invalid handle has failed, the one before
   * it has been issued.
   */
  private static void untilIssued(AsyncIoctl io) throws Exception {
    CompletableFuture<ByteBuffer> next =
        io.deviceIoctlAsync(0, ControlCodes.FSCTL_PIPE_DISCONNECT, null, 0);
    next.handle((answer, failure) -> failure instanceof IoctlException)
        .get(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  private static long value(HANDLE handle) {
    return Pointer.nativeValue(handle.getPointer());
  }

  @Override
  public void close() {
    Kernel32.INSTANCE.CloseHandle(server);
  }
}

package io.github.asyncioctl.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import java.io.IOException;
import java.util.UUID;

/**
 * The server's end of a named pipe, opened for overlapped operation, and the client that the test
 * connects to it when it wants {@link #FSCTL_PIPE_LISTEN} to complete.
 */
public final class NamedPipe implements AutoCloseable {
  /** Pends until a client opens the pipe; completes with no bytes. */
  public static final int FSCTL_PIPE_LISTEN = 0x00110008;

  private static final int PIPE_ACCESS_DUPLEX = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;
  private static final int GENERIC_READ_WRITE = 0xC0000000;
  private static final int OPEN_EXISTING = 3;
  private static final int BUFFER_SIZE = 512;

  private final WString name = new WString("\\\\.\\pipe\\asyncioctl-test-" + UUID.randomUUID());
  private final long handle;
  private long client = RawWin32.INVALID_HANDLE_VALUE;
  private boolean closed;

  /** Makes a pipe that has no client yet. */
  public NamedPipe() throws IOException {
    handle =
        valid(
            "CreateNamedPipe",
            RawWin32.CreateNamedPipeW(
                name,
                PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED,
                0,
                1,
                BUFFER_SIZE,
                BUFFER_SIZE,
                0,
                0));
  }

  private static long valid(String call, long handle) throws IOException {
    if (handle == RawWin32.INVALID_HANDLE_VALUE) {
      throw new IOException(call + " failed: error " + Native.getLastError());
    }
    return handle;
  }

  /** The HANDLE of the server's end. */
  public long handle() {
    return handle;
  }

  /** The pipe's name, as CreateFile takes it. */
  public String name() {
    return name.toString();
  }

  /** Opens the pipe as a client, which completes a listen that is pending on it. */
  public synchronized void connect() throws IOException {
    client =
        valid(
            "CreateFile",
            RawWin32.CreateFileW(name, GENERIC_READ_WRITE, 0, 0, OPEN_EXISTING, 0, 0));
  }

  /** Closes both ends; what is pending on the pipe is cancelled. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      RawWin32.CloseHandle(handle);
      if (client != RawWin32.INVALID_HANDLE_VALUE) {
        RawWin32.CloseHandle(client);
      }
    }
  }
}

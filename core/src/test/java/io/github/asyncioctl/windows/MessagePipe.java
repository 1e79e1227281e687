package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.WString;
import java.util.UUID;

/** A named pipe that keeps messages apart, with both its ends: the server's is for overlapped. */
final class MessagePipe implements AutoCloseable {
  private static final int PIPE_ACCESS_DUPLEX = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;
  private static final int MESSAGES = 4 | 2; // PIPE_TYPE_MESSAGE, PIPE_READMODE_MESSAGE
  private static final int GENERIC_READ_WRITE = 0xC0000000;
  private static final int OPEN_EXISTING = 3;
  private static final int BUFFER_SIZE = 4096;

  private final long server;
  private final long client;

  MessagePipe() {
    WString name = new WString("\\\\.\\pipe\\asyncioctl-message-" + UUID.randomUUID());
    server =
        RawWin32.CreateNamedPipeW(
            name,
            PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED,
            MESSAGES,
            1,
            BUFFER_SIZE,
            BUFFER_SIZE,
            0,
            0);
    assertThat(server).as("pipe").isNotEqualTo(RawWin32.INVALID_HANDLE_VALUE);
    client = RawWin32.CreateFileW(name, GENERIC_READ_WRITE, 0, 0, OPEN_EXISTING, 0, 0);
    assertThat(client).as("client").isNotEqualTo(RawWin32.INVALID_HANDLE_VALUE);
  }

  /** The HANDLE of the server's end. */
  long server() {
    return server;
  }

  /** The client sends a message of the bytes 1, 2, 3 and so on. */
  void send(int length) {
    byte[] message = bytes(1, length);
    int[] written = new int[1];
    assertThat(OwnCalls.WriteFile(client, message, length, written, 0))
        .as("WriteFile: " + Native.getLastError())
        .isNotZero();
    assertThat(written[0]).isEqualTo(length);
  }

  /** The client waits for a message, and returns its length. */
  int receive() {
    int[] read = new int[1];
    assertThat(OwnCalls.Client.ReadFile(client, new byte[BUFFER_SIZE], BUFFER_SIZE, read, 0))
        .as("ReadFile: " + Native.getLastError())
        .isNotZero();
    return read[0];
  }

  /** So many bytes, each one more than the one before. */
  static byte[] bytes(int first, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  @Override
  public void close() {
    RawWin32.CloseHandle(server);
    RawWin32.CloseHandle(client);
  }
}

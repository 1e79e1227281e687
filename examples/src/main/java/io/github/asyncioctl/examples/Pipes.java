package io.github.asyncioctl.examples;

import com.sun.jna.WString;
import io.github.asyncioctl.examples.Step.FailedException;
import io.github.asyncioctl.examples.Win32.Kernel32;
import java.util.Arrays;

/** Named pipes for overlapped operation, each with room for one client. */
final class Pipes implements AutoCloseable {
  private static final int PIPE_ACCESS_DUPLEX = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;
  private static final int PIPE_REJECT_REMOTE_CLIENTS = 8;
  private static final int BUFFER = 512;

  private static final int GENERIC_READ = 0x80000000;
  private static final int OPEN_EXISTING = 3;

  private final long[] servers;
  private final long[] clients;

  Pipes(int count) throws FailedException {
    servers = new long[count];
    clients = new long[count];
    try {
      for (int i = 0; i < count; i++) {
        servers[i] = create(name(i));
      }
    } catch (FailedException e) {
      close();
      throw e;
    }
  }

  private static WString name(int index) {
    long process = ProcessHandle.current().pid();
    return new WString("\\\\.\\pipe\\asyncioctl-demo-" + process + "-" + index);
  }

  private static long create(WString name) throws FailedException {
    int openMode = PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED;
    return Win32.made(
        "CreateNamedPipe",
        Kernel32.CreateNamedPipeW(
            name, openMode, PIPE_REJECT_REMOTE_CLIENTS, 1, BUFFER, BUFFER, 0, 0));
  }

  /** The handle of a pipe, on which to listen. */
  long server(int index) {
    return servers[index];
  }

  /** Connects a client. */
  void connect(int index) throws FailedException {
    long client = Kernel32.CreateFileW(name(index), GENERIC_READ, 0, 0, OPEN_EXISTING, 0, 0);
    clients[index] = Win32.made("CreateFile", client);
  }

  @Override
  public void close() {
    closeAll(clients);
    closeAll(servers);
  }

  private static void closeAll(long[] handles) {
    Arrays.stream(handles).filter(handle -> handle != 0).forEach(Kernel32::CloseHandle);
  }
}

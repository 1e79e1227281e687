package io.github.asyncioctl.benchmarks.peers;

import com.sun.jna.WString;

/** A named pipe on which a listen pends until a client opens it. */
final class Door {
  private static final int PIPE_ACCESS_DUPLEX = 3;
  private static final int FILE_FLAG_OVERLAPPED = 0x40000000;
  private static final int GENERIC_READ_WRITE = 0xC0000000;
  private static final int OPEN_EXISTING = 3;
  private static final int PATIENCE_MILLIS = 10_000;

  private static int made;

  private final WString name =
      new WString("\\\\.\\pipe\\asyncioctl-bench-" + ProcessHandle.current().pid() + "-" + made++);

  final Operation operation =
      new Operation(
          Native32.valid(
              "CreateNamedPipe",
              Native32.CreateNamedPipeW(
                  name, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED, 0, 1, 512, 512, 0, 0)),
          null,
          Codes.FSCTL_PIPE_LISTEN);

  static Door[] make(int count, Way way) {
    Door[] doors = new Door[count];
    for (int i = 0; i < count; i++) {
      doors[i] = new Door();
      way.adopt(doors[i].operation);
    }
    return doors;
  }

  /** Returns when the pipe listens. */
  void awaitListening() {
    if (Native32.WaitNamedPipeW(name, PATIENCE_MILLIS) == 0) {
      throw new IllegalStateException("the pipe does not listen: " + name);
    }
  }

  /** Opens it as a client does; returns the client's handle. */
  long open() {
    return Native32.valid(
        "CreateFile", Native32.CreateFileW(name, GENERIC_READ_WRITE, 0, 0, OPEN_EXISTING, 0, 0));
  }

  /** Lets the client go, so that the pipe can listen again. */
  void dismiss(long client) {
    Native32.CloseHandle(client);
    Native32.DisconnectNamedPipe(operation.handle);
  }

  void close() {
    Native32.CloseHandle(operation.handle);
  }
}

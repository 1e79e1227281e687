package io.github.asyncioctl.benchmarks.peers;

import com.sun.jna.Pointer;
import io.github.asyncioctl.SocketHandle;
import java.io.IOException;

/** What the ways that people write themselves have in common: an event per operation, tagged. */
abstract class HandWritten implements Way {
  private static final int OVERLAPPED_SIZE = 32;
  private static final int INTERNAL_HIGH = 8;
  private static final int EVENT = 24;
  private static final int OUT = 40;
  private static final int MEMORY_SIZE = 48;
  private static final long STATUS_PENDING = 0x103;
  private static final int IO_PENDING = 997;

  final Win32 win32;
  final Watcher watcher;

  HandWritten(Win32 win32, Watcher watcher) {
    this.win32 = win32;
    this.watcher = watcher;
  }

  @Override
  public void adopt(Operation operation) {
    operation.memory = DirectWin32.zeroed(MEMORY_SIZE);
    operation.event = operation.isEvent() ? operation.handle : win32.createEvent();
  }

  /** Makes the call; the operation is pending or complete afterwards. */
  final void start(Operation operation) {
    if (operation.isEvent()) {
      return;
    }
    prepare(operation.memory, operation.event);
    int error =
        win32.start(
            operation.handle,
            !operation.isPipe(),
            operation.code,
            operation.memory + OVERLAPPED_SIZE,
            operation.memory);
    if (error != 0 && error != IO_PENDING) {
      throw new IllegalStateException("starting an operation: error " + error);
    }
  }

  /** Whether it is complete, as GetOverlappedResult says it. */
  final boolean isComplete(Operation operation) {
    return win32.isComplete(operation.handle, operation.memory, operation.memory + OVERLAPPED_SIZE);
  }

  private static void prepare(long memory, long event) {
    Pointer overlapped = new Pointer(memory);
    overlapped.setLong(INTERNAL_HIGH, 0);
    overlapped.setLong(EVENT, event | 1);
    overlapped.setLong(0, STATUS_PENDING);
  }

  @Override
  public final Immediate immediate() throws IOException {
    long socket = SocketHandle.of(Sockets.connected()).value();
    long memory = DirectWin32.zeroed(MEMORY_SIZE);
    long event = win32.createEvent();
    Pointer out = new Pointer(memory + OUT);
    return () -> {
      prepare(memory, event);
      int error =
          win32.ask(
              socket,
              Codes.FIONREAD,
              memory + OUT,
              Integer.BYTES,
              memory + OVERLAPPED_SIZE,
              memory);
      if (error != 0) {
        throw new IllegalStateException("FIONREAD: error " + error);
      }
      return out.getInt(0);
    };
  }
}

package io.github.asyncioctl.benchmarks.peers;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The public API of asyncioctl, with buffers or with typed codes. */
final class AsyncIoctlWay implements Way {
  private final AsyncIoctl io;
  private final boolean typed;
  private final Watcher watcher;

  AsyncIoctlWay(AsyncIoctl io, boolean typed, Watcher watcher) {
    this.io = io;
    this.typed = typed;
    this.watcher = watcher;
  }

  @Override
  public void adopt(Operation operation) {}

  @Override
  public void submit(Operation operation) {
    CompletableFuture<?> answer = start(operation);
    operation.answer = answer;
    var unused = answer.whenComplete((value, failure) -> watcher.saw(operation));
  }

  private CompletableFuture<?> start(Operation operation) {
    if (operation.isEvent()) {
      return io.waitAsync(operation.handle);
    }
    if (operation.isPipe()) {
      return io.deviceIoctlAsync(operation.handle, operation.code, null, 0);
    }
    Object socket = Objects.requireNonNull(operation.socket);
    return typed
        ? io.ioctlAsync(socket, Ioctls.SIO_ADDRESS_LIST_CHANGE)
        : io.ioctlAsync(socket, operation.code, null);
  }

  /** The waiter issues one after the other, so an operation that fails at once tells. */
  @Override
  public void settle() {
    boolean failed =
        io.deviceIoctlAsync(0, ControlCodes.FSCTL_PIPE_DISCONNECT, null, 0)
            .handle((answer, failure) -> failure != null)
            .join();
    if (!failed) {
      throw new AssertionError("a call on no handle succeeded");
    }
  }

  @Override
  public Immediate immediate() throws IOException {
    AsynchronousSocketChannel channel = Sockets.connected();
    return typed
        ? () -> io.ioctlAsync(channel, Ioctls.FIONREAD).join().intValue()
        : () -> io.ioctlAsync(channel, Codes.FIONREAD, null, Integer.BYTES).join().getInt();
  }
}

package io.github.asyncioctl.datagram;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.internal.kernel.DatagramPort;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Receives on a socket. One call is the template of all; each start has its own memory. */
final class Receiver implements DatagramSource {
  private static final int WSAEMSGSIZE = 10040;

  private final AsyncIoctl io;
  private final PreparedSocket socket;
  private final DatagramPort port;
  private final OverlappedCall call;

  /** Once the socket is bound, it stays bound. */
  private volatile boolean bound;

  Receiver(AsyncIoctl io, PreparedSocket socket, DatagramPort port, int maxSize) {
    this.io = io;
    this.socket = socket;
    this.port = port;
    long function = socket.function();
    long handle = socket.handle().value();
    int[] pointers = Message.pointers();
    call =
        OverlappedCall.onSocket(socket.handle(), "WSARecvMsg")
            .memory(Message.template(maxSize))
            .succeedingWith(WSAEMSGSIZE)
            .start(
                (overlapped, message) ->
                    port.receive(function, handle, message, pointers, overlapped));
  }

  /**
   * Starts a receive.
   *
   * @throws IllegalStateException if the socket is not bound, or the engine is closed
   */
  @Override
  public CompletableFuture<ReceivedDatagram> receive() {
    try {
      requireBound();
    } catch (KernelException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<ReceivedDatagram> datagram = new CompletableFuture<>();
    CompletableFuture<OverlappedResult> operation = io.overlappedAsync(call);
    try {
      Futures.whenDone(operation, (result, failure) -> complete(datagram, result, failure));
      Futures.whenDone(datagram, (value, failure) -> operation.cancel(false));
    } catch (Throwable noMemory) { // nobody would know of it, and it would take a datagram
      operation.cancel(false);
      throw noMemory;
    }
    return datagram;
  }

  /** The engine refuses a closed socket, with a better reason. */
  private void requireBound() throws KernelException {
    if (!bound && isOpen()) {
      if (!port.isBound(socket.handle().value())) {
        throw new IllegalStateException(socket.handle() + " is not bound to an address yet");
      }
      bound = true;
    }
  }

  private static void complete(
      CompletableFuture<ReceivedDatagram> datagram,
      @Nullable OverlappedResult result,
      @Nullable Throwable failure) {
    try {
      if (result != null) {
        datagram.complete(Message.read(result));
      } else if (failure != null) {
        datagram.completeExceptionally(failure);
      }
    } catch (Throwable thrown) { // no memory
      datagram.completeExceptionally(thrown);
    }
  }

  @Override
  public boolean isOpen() {
    return socket.handle().isOpen();
  }
}

package io.github.asyncioctl.datagram;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.OverlappedCall;
import io.github.asyncioctl.OverlappedResult;
import io.github.asyncioctl.internal.kernel.DatagramPort;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Receives on a socket. One call is the pattern of all: each start has memory of its own. */
final class Receiver implements DatagramSource {
  private static final int WSAEMSGSIZE = 10040;

  private final AsyncIoctl io;
  private final PreparedSocket socket;
  private final OverlappedCall call;

  Receiver(AsyncIoctl io, PreparedSocket socket, DatagramPort port, int maxSize) {
    this.io = io;
    this.socket = socket;
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

  @Override
  public CompletableFuture<ReceivedDatagram> receive() {
    CompletableFuture<OverlappedResult> operation = io.overlappedAsync(call);
    CompletableFuture<ReceivedDatagram> datagram = new CompletableFuture<>();
    Futures.whenDone(operation, (result, failure) -> complete(datagram, result, failure));
    Futures.whenDone(datagram, (value, failure) -> operation.cancel(false));
    return datagram;
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

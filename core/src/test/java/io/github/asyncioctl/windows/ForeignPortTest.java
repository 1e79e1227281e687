package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIOASYNC;
import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Operations on sockets that belong to somebody else's completion port, which must not learn of
 * them.
 */
@OnWindows
@Tag("once")
class ForeignPortTest {
  private static final int SILENCE_MILLIS = 200;
  private static final int SOCKETS = 50;

  private final AsyncIoctl io = AsyncIoctl.open();
  private final CompletionPort port = new CompletionPort();
  private final List<RawSocket> sockets = new ArrayList<>();

  @AfterEach
  void close() {
    io.close();
    sockets.forEach(RawSocket::close);
    port.close();
  }

  /** A socket that is bound to the port. */
  private RawSocket bound() {
    RawSocket socket = RawSocket.udp();
    sockets.add(socket);
    port.bind(socket.handle(), sockets.size());
    return socket;
  }

  private List<CompletableFuture<?>> issue(int times, int code, int outCapacity) {
    List<CompletableFuture<?>> futures = new ArrayList<>();
    for (RawSocket socket : sockets) {
      for (int i = 0; i < times; i++) {
        futures.add(io.ioctlAsync(SocketHandle.ofRaw(socket.handle()), code, null, outCapacity));
      }
    }
    return futures;
  }

  private void bindSockets() {
    for (int i = 0; i < SOCKETS; i++) {
      bound();
    }
  }

  private static void awaitAll(List<CompletableFuture<?>> futures) throws Exception {
    Waits.get(
        CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
            .exceptionally(failure -> null));
  }

  @Test
  void immediateOperationsSendNoPacket() throws Exception {
    bindSockets();
    List<CompletableFuture<?>> futures = issue(40, FIONREAD, 4);
    awaitAll(futures);
    assertThat(futures).hasSize(2000).allMatch(future -> !future.isCompletedExceptionally());
    assertThat(io.stats().completedAtOnce()).isEqualTo(2000);
    assertNoPacket();
  }

  @Test
  void operationsThatFailSendNoPacket() throws Exception {
    bindSockets();
    List<CompletableFuture<?>> futures = issue(10, FIOASYNC, 4);
    futures.addAll(issue(10, FIONREAD, 1));
    awaitAll(futures);
    assertThat(futures).hasSize(1000).allMatch(CompletableFuture::isCompletedExceptionally);
    assertNoPacket();
  }

  @Test
  void pendingOperationsSendNoPacketWhenTheyAreCancelled() throws Exception {
    bindSockets();
    List<CompletableFuture<?>> futures = issue(20, SIO_ADDRESS_LIST_CHANGE, 0);
    Waits.untilIssued(io);
    assertThat(futures).hasSize(1000).noneMatch(CompletableFuture::isDone);
    futures.forEach(future -> future.cancel(true));
    Waits.untilNothingPends(io);
    assertNoPacket();
  }

  @Test
  void pendingOperationsSendNoPacketWhenTheirSocketIsClosed() throws Exception {
    bindSockets();
    List<CompletableFuture<?>> futures = issue(10, SIO_ADDRESS_LIST_CHANGE, 0);
    Waits.untilIssued(io);
    sockets.forEach(RawSocket::close);
    for (CompletableFuture<?> future : futures) {
      assertThat(Waits.ioctlFailure(future).error()).isEqualTo(995);
    }
    Waits.untilNothingPends(io);
    assertNoPacket();
  }

  @Test
  void pendingPipesSendNoPacketWhenTheyComplete() throws Exception {
    try (NamedPipe pipe = new NamedPipe()) {
      port.bind(pipe.handle(), 1);
      CompletableFuture<?> future = Waits.listen(io, pipe);
      pipe.connect();
      Waits.get(future);
      assertNoPacket();
    }
  }

  @Test
  void engineThatIsClosedSendsNoPacket() {
    bindSockets();
    List<CompletableFuture<?>> futures = issue(4, SIO_ADDRESS_LIST_CHANGE, 0);
    Waits.untilIssued(io);
    io.close();
    assertThat(futures).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(io.stats().pending()).isZero();
    assertNoPacket();
  }

  /** Nothing has arrived, although the port is able to say what does. */
  private void assertNoPacket() {
    assertThat(port.poll(SILENCE_MILLIS)).as("a packet of the library's").isEmpty();
    RawSocket control = bound();
    try (RawOverlapped untagged = RawOverlapped.untagged()) {
      assertThat(control.ioctl(FIONREAD, untagged, 4)).isZero();
      assertThat(port.poll((int) Waits.BOUND.toMillis()))
          .map(CompletionPort.Packet::overlapped)
          .contains(untagged.address());
    }
  }
}

package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** IOCTLs on every kind of socket that Java has. */
@OnWindows
class SocketKindsTest {
  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void closeEngine() {
    io.close();
  }

  @ParameterizedTest
  @EnumSource
  void tellsHowManyBytesWait(SocketKind kind) throws Exception {
    try (TestSocket test = kind.open()) {
      if (test.sender() == null) {
        assertThat(io.ioctlAsync(test.socket(), FIONREAD, null)).isDone();
        return;
      }
      assertThat(waiting(test)).isZero();
      test.sender().send(new byte[123]);
      Waits.until("123 bytes wait", () -> waiting(test) == 123);
    }
  }

  private int waiting(TestSocket test) {
    ByteBuffer answer = io.ioctlAsync(test.socket(), FIONREAD, null).join();
    assertThat(answer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(answer.position()).isZero();
    assertThat(answer.limit()).isEqualTo(Integer.BYTES);
    return answer.getInt();
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAnAddressChangeUntilItIsCancelled(SocketKind kind) throws Exception {
    try (TestSocket test = kind.open()) {
      CompletableFuture<ByteBuffer> change =
          io.ioctlAsync(test.socket(), SIO_ADDRESS_LIST_CHANGE, null);
      Waits.untilIssued(io);
      assertThat(change).isNotDone();
      assertThat(io.stats().pending()).isEqualTo(1);
      change.cancel(true);
      Waits.untilNothingPends(io);
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoSocketsHaveTwoValues(SocketKind kind) throws Exception {
    try (TestSocket one = kind.open();
        TestSocket other = kind.open()) {
      assertThat(value(one)).isNotEqualTo(value(other)).isPositive();
      assertThat(value(one)).isEqualTo(value(one));
    }
  }

  private static long value(TestSocket test) {
    return test.socket() instanceof SocketHandle handle
        ? handle.value()
        : SocketHandle.of(test.socket()).value();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RAW_HANDLE")
  void closedSocketIsRefusedBeforeAnythingIsIssued(SocketKind kind) throws Exception {
    TestSocket test = kind.open();
    Object socket = test.socket();
    SocketHandle early = socket instanceof SocketHandle handle ? handle : SocketHandle.of(socket);
    Waits.get(io.ioctlAsync(early, FIONREAD, null).handle((answer, failure) -> true));
    long started = io.stats().started();
    test.close();
    Class<?> expected =
        socket instanceof Channel || kind == SocketKind.HANDLE_OF_A_CHANNEL
            ? ClosedChannelException.class
            : SocketException.class;
    for (int code : new int[] {FIONREAD, SIO_ADDRESS_LIST_CHANGE}) {
      assertThat(Waits.failure(io.ioctlAsync(socket, code, null))).isInstanceOf(expected);
      assertThat(Waits.failure(io.ioctlAsync(early, code, null))).isInstanceOf(expected);
    }
    assertThat(io.stats().started()).isEqualTo(started);
    assertThat(io.stats().pending()).isZero();
  }

  @Test
  void closedRawHandleIsRefusedByTheSystem() throws Exception {
    RawSocket socket = RawSocket.tcp();
    socket.close();
    assertThat(
            Waits.ioctlFailure(io.ioctlAsync(SocketHandle.ofRaw(socket.handle()), FIONREAD, null))
                .error())
        .isEqualTo(10038);
  }

  @Test
  void socketThatGotItsNativeOneEarlyCanBeBoundAndConnected() throws Exception {
    try (ServerSocket server = new ServerSocket();
        Socket client = new Socket()) {
      long serverValue = SocketHandle.of(server).value();
      long clientValue = SocketHandle.of(client).value();
      server.bind(SocketKind.anyPort());
      client.bind(SocketKind.anyPort());
      client.connect(new InetSocketAddress(SocketKind.loopback(), server.getLocalPort()));
      try (Socket peer = server.accept()) {
        peer.getOutputStream().write(new byte[7]);
        assertThat(client.getInputStream().readNBytes(7)).hasSize(7);
        peer.getOutputStream().write(new byte[9]);
        Waits.until(
            "9 bytes wait", () -> io.ioctlAsync(client, FIONREAD, null).join().getInt() == 9);
      }
      assertThat(SocketHandle.of(server).value()).isEqualTo(serverValue);
      assertThat(SocketHandle.of(client).value()).isEqualTo(clientValue);
    }
  }
}

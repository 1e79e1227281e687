package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.internal.socket.SocketLookup;
import io.github.asyncioctl.internal.win32.JniFieldReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A close that waits for data to be sent. In JDK 17 it holds locks meanwhile that most methods of
 * the socket wait for.
 */
@OnWindows
class LingeringCloseTest {
  private static final int LINGER_SECONDS = 60;

  private enum Kind {
    OF_THE_JDK,
    SUBCLASS,
    BELOW_A_TLS_SOCKET;

    Socket unconnected() {
      return this == SUBCLASS ? new Socket() {} : new Socket();
    }

    Socket given(Socket plain) throws IOException {
      return this == BELOW_A_TLS_SOCKET
          ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
              .createSocket(plain, "localhost", 443, false)
          : plain;
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("try") // closed early: that is the point
  void itIsNotWaitedFor(Kind kind) throws Exception {
    CompletableFuture<Void> closed;
    try (AsyncIoctl io = AsyncIoctl.open();
        ServerSocket server = new ServerSocket();
        Socket plain = kind.unconnected()) {
      server.setReceiveBufferSize(1024);
      server.bind(SocketKind.anyPort());
      plain.setSendBufferSize(1 << 20);
      plain.connect(new InetSocketAddress(SocketKind.loopback(), server.getLocalPort()));
      Socket given = kind.given(plain);
      try (Socket peer = server.accept()) {
        SocketHandle early = SocketHandle.of(given);
        var found = new SocketLookup(new JniFieldReader()).find(plain);
        plain.setSoLinger(true, LINGER_SECONDS);
        plain.getOutputStream().write(new byte[200_000]); // more than the peer takes
        closed = CompletableFuture.runAsync(() -> close(plain), task -> new Thread(task).start());
        Waits.until("it is being closed", () -> found.refusal() != null);

        for (int code : new int[] {FIONREAD, SIO_ADDRESS_LIST_CHANGE}) {
          for (Object socket : new Object[] {given, early}) {
            assertThat(Waits.failure(io.ioctlAsync(socket, code, null, 4)))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("closed");
          }
        }
        assertThat(io.stats().started()).isZero();
        assertThat(closed).as("the close").isNotDone();
        assertThat(peer.isConnected()).isTrue();
      }
    }
    Waits.get(closed);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

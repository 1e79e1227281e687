package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.WrappedSocket;
import io.github.asyncioctl.codes.Ioctls;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** Sockets of another library, with sockets of the JDK behind them. */
@OnWindows
class AdaptedSocketsTest {
  @Test
  void theyAreUsedLikeTheSocketBehindThem() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open()) {
      DatagramChannel channel = DatagramChannel.open();
      WrappedSocket socket = new WrappedSocket(channel);
      assertThat(SocketHandle.of(socket).value()).isEqualTo(SocketHandle.of(channel).value());
      assertThat(Waits.get(io.ioctlAsync(socket, FIONREAD, null, 4)).getInt()).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> io.ioctlAsync(socket, Ioctls.FIONBIO, true))
          .withMessageContaining("FIONBIO");
      channel.close();
      assertThatThrownBy(() -> Waits.get(io.ioctlAsync(socket, FIONREAD, null, 4)))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ClosedChannelException.class);
    }
  }

  /** The JDK's TLS over a socket of another library: the adapter is asked for the one below. */
  @Test
  @SuppressWarnings("try") // closed early: that is the point
  void tlsOverASocketOfAnotherLibraryUsesTheSocketBehindIt() throws Exception {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (AsyncIoctl io = AsyncIoctl.open();
        ServerSocket server = new ServerSocket(0, 1, SocketKind.loopback());
        Socket inner = new Socket(SocketKind.loopback(), server.getLocalPort());
        Socket peer = server.accept();
        Socket tls =
            factory.createSocket(new WrappedSocket.Bridge(inner), "localhost", 443, false)) {
      assertThat(SocketHandle.of(tls).value()).isEqualTo(SocketHandle.of(inner).value());
      peer.getOutputStream().write(new byte[5]);
      Waits.until("5 bytes wait", () -> io.ioctlAsync(tls, FIONREAD, null, 4).join().getInt() == 5);
      inner.close();
      assertThat(Waits.failure(io.ioctlAsync(tls, FIONREAD, null, 4)))
          .isInstanceOf(SocketException.class);
    }
  }

  /**
   * The JDK's TLS does not make the SOCKET below it the JDK's, nor does it take it from the JDK.
   */
  @Test
  void tlsIsNotTheMakerOfTheSocketBelowIt() throws Exception {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (AsyncIoctl io = AsyncIoctl.open();
        ServerSocket server = new ServerSocket(0, 1, SocketKind.loopback());
        Socket inner = new Socket(SocketKind.loopback(), server.getLocalPort())) {
      SocketHandle raw =
          SocketHandle.ofRaw(SocketHandle.of(inner).value(), this, () -> !inner.isClosed());
      try (Socket ofAnother = layered(factory, new WrappedSocket.Bridge(inner, raw));
          Socket ofJdk = layered(factory, new WrappedSocket.Bridge(inner))) {
        assertThat(Waits.get(io.ioctlAsync(ofAnother, Ioctls.FIONBIO, false))).isNull();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> io.ioctlAsync(ofJdk, Ioctls.FIONBIO, false))
            .withMessageContaining("FIONBIO");
        assertThat(Waits.ioctlFailure(io.ioctlAsync(ofAnother, 0x48001234, null)))
            .hasMessageContaining(ofAnother.getClass().getName());
      }
    }
  }

  private static Socket layered(SSLSocketFactory factory, Socket below) throws Exception {
    return factory.createSocket(below, "localhost", 443, false);
  }
}

package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets whose native socket is not where one would look for it, or does not stay the same. */
@OnWindows
class SocketIdentityTest {
  private final AsyncIoctl io = AsyncIoctl.open();
  private final ServerSocket server = SocketKind.newServer();

  @AfterEach
  void close() throws Exception {
    io.close();
    server.close();
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** The JDK closes the socket that asked the proxy, and goes on with another one. */
  @Test
  void aSocketBehindAProxyIsTheOneThatIsConnected() throws Exception {
    CompletableFuture<Socket> tunnel =
        CompletableFuture.supplyAsync(this::acceptTunnel, task -> new Thread(task).start());
    try (Socket socket = new Socket(new Proxy(Proxy.Type.HTTP, address()))) {
      assertThat(Waits.get(io.ioctlAsync(socket, FIONREAD, null, 4)).getInt()).isZero();
      socket.connect(InetSocketAddress.createUnresolved("behind.invalid", 80));
      try (Socket peer = Waits.get(tunnel)) {
        peer.getOutputStream().write(new byte[3]);
        Waits.until("the bytes are there", () -> available(socket) == 3);
        assertThat(Waits.get(io.ioctlAsync(socket, FIONREAD, null, 4)).getInt()).isEqualTo(3);
      }
    }
  }

  private Socket acceptTunnel() {
    try {
      Socket socket = server.accept();
      InputStream in = socket.getInputStream();
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) in.read());
      }
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int available(Socket socket) {
    try {
      return socket.getInputStream().available();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @SuppressWarnings("try") // closed early: that is the point
  void anSslSocketOverAnotherOneSharesItsSocketAndItsEnd() throws Exception {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket inner = new Socket(server.getInetAddress(), server.getLocalPort());
        SSLSocket layered = (SSLSocket) factory.createSocket(inner, "localhost", 443, false)) {
      assertThat(SocketHandle.of(layered).value()).isEqualTo(SocketHandle.of(inner).value());
      inner.close();
      assertThat(Waits.failure(io.ioctlAsync(layered, FIONREAD, null, 4)))
          .isInstanceOf(SocketException.class);
    }
  }

  /** A class of the user's for which all its sockets are equal. */
  private static final class Alike extends Socket {
    @Override
    public boolean equals(Object other) {
      return other instanceof Alike;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @Test
  void equalSocketsAreNotTheSameSocket() throws Exception {
    try (Socket one = new Alike();
        Socket other = new Alike()) {
      one.connect(address());
      other.connect(address());
      assertThat(SocketHandle.of(one).value()).isNotEqualTo(SocketHandle.of(other).value());
    }
  }
}

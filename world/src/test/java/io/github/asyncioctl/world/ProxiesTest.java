package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.SocketHandle;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets of the JDK that reach a server through a proxy. */
class ProxiesTest extends WorldTest {
  /** As libraries extend the JDK's, to count or to tag what they send. */
  private static final class LibrarySocket extends Socket {
    LibrarySocket(Proxy proxy) {
      super(proxy);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SOCKS", "HTTP"})
  void socketBehindAProxyIsUsed(Proxy.Type type) throws Exception {
    try (EchoServer server = new EchoServer();
        EchoServer proxy = new EchoServer(EchoServer.plain(), TunnelProxy::serve);
        Socket socket = new Socket(new Proxy(type, proxy.address()))) {
      assertThat(SocketHandle.of(socket).value()).isPositive();
      connectAndUse(socket, proxy, server);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SOCKS", "HTTP"})
  void socketOfALibraryBehindAProxyIsUsed(Proxy.Type type) throws Exception {
    try (EchoServer server = new EchoServer();
        EchoServer proxy = new EchoServer(EchoServer.plain(), TunnelProxy::serve);
        Socket socket = new LibrarySocket(new Proxy(type, proxy.address()))) {
      assertRefused(socket);
      connectAndUse(socket, proxy, server);
    }
  }

  private void connectAndUse(Socket socket, EchoServer proxy, EchoServer server) throws Exception {
    socket.connect(InetSocketAddress.createUnresolved("behind.invalid", server.port()));
    assertPorts(socket, proxy.accepted().getPort(), proxy.port());
    Storm.beside(io, socket, () -> Payload.echo(socket));
  }
}

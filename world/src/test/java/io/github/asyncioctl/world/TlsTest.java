package io.github.asyncioctl.world;

import java.net.Socket;
import java.security.Provider;
import java.security.Security;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS of three makers, over a socket of its own and over another one, with real handshakes. */
class TlsTest extends WorldTest {
  private enum Tls {
    JDK {
      @Override
      Provider provider() {
        return Security.getProvider("SunJSSE");
      }
    },
    BOUNCY_CASTLE {
      @Override
      Provider provider() {
        return new BouncyCastleJsseProvider(new BouncyCastleProvider());
      }
    },
    CONSCRYPT {
      @Override
      Provider provider() {
        return Conscrypt.newProvider();
      }

      @Override
      SSLSocketFactory clients(SSLContext context) {
        SSLSocketFactory clients = super.clients(context);
        Conscrypt.setUseEngineSocket(clients, true);
        return clients;
      }

      @Override
      SSLServerSocketFactory servers(SSLContext context) {
        SSLServerSocketFactory servers = super.servers(context);
        Conscrypt.setUseEngineSocket(servers, true);
        return servers;
      }
    };

    abstract Provider provider();

    SSLSocketFactory clients(SSLContext context) {
      return context.getSocketFactory();
    }

    SSLServerSocketFactory servers(SSLContext context) {
      return context.getServerSocketFactory();
    }

    SSLSocketFactory clients() throws Exception {
      return clients(Certificates.context(provider()));
    }

    SSLServerSocketFactory servers() throws Exception {
      return servers(Certificates.context(provider()));
    }
  }

  private static EchoServer server(Tls tls) throws Exception {
    return new EchoServer(tls.servers().createServerSocket(0, 10, loopback()), EchoServer::echo);
  }

  @ParameterizedTest
  @EnumSource
  void socketOfItsOwnIsUsed(Tls tls) throws Exception {
    try (EchoServer server = server(Tls.JDK);
        Socket client = tls.clients().createSocket("localhost", server.port())) {
      assertPorts(client, client.getLocalPort(), server.port());
      Storm.beside(io, client, () -> Payload.echo(client));
      assertPorts(client, client.getLocalPort(), server.port());
    }
  }

  /** Conscrypt's ends a handshake as a server unless the JDK's package java.net is opened to it. */
  @ParameterizedTest
  @EnumSource
  void acceptedSocketIsUsed(Tls tls) throws Exception {
    try (EchoServer server = server(tls);
        Socket client = Tls.JDK.clients().createSocket("localhost", server.port())) {
      Socket accepted = server.accepted();
      assertPorts(accepted, server.port(), client.getLocalPort());
      if (tls != Tls.CONSCRYPT) {
        Storm.beside(io, accepted, () -> Payload.echo(client));
      }
    }
  }

  /** The one below is known to whoever layered another over it. */
  @ParameterizedTest
  @EnumSource
  void layeredSocketIsTheOneBelowOrRefused(Tls tls) throws Exception {
    try (EchoServer server = server(Tls.JDK);
        Socket plain = new Socket(loopback(), server.port());
        Socket layered = tls.clients().createSocket(plain, "localhost", server.port(), true)) {
      Payload.echo(layered);
      if (tls == Tls.JDK) {
        assertSameSocket(layered, plain);
      } else {
        assertRefused(layered);
      }
      Storm.beside(io, plain, () -> Payload.echo(layered));
    }
  }

  /** A socket that was made before anybody knew where it would go. */
  @ParameterizedTest
  @EnumSource
  void unconnectedSocketIsUsedOnceItIsConnected(Tls tls) throws Exception {
    try (EchoServer server = server(Tls.JDK);
        Socket client = tls.clients().createSocket()) {
      if (tls != Tls.JDK) {
        assertRefused(client);
      }
      client.connect(server.address());
      assertPorts(client, client.getLocalPort(), server.port());
      Payload.echo(client);
    }
  }
}

package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.security.Security;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients of the JDK that show their sockets to factories only: RMI and HttpsURLConnection. */
class JdkClientsTest extends WorldTest {
  private static final int SIZE = 20_000;
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n";

  private static final BlockingDeque<Socket> MADE = new LinkedBlockingDeque<>();

  private static Socket keep(Socket socket) {
    MADE.add(socket);
    return socket;
  }

  /** A service of RMI. */
  public interface Echo extends Remote {
    /** Returns what it gets. */
    byte[] echo(byte[] bytes) throws RemoteException;
  }

  private static final class RmiSockets implements RMIClientSocketFactory, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return keep(new Socket(loopback(), port));
    }
  }

  @Test
  void socketOfRmiIsUsed() throws Exception {
    MADE.clear();
    Echo object = bytes -> bytes;
    try (ServerSocket server = EchoServer.plain()) {
      Echo stub =
          (Echo) UnicastRemoteObject.exportObject(object, 0, new RmiSockets(), port -> server);
      try {
        assertThat(stub.echo(new byte[5])).hasSize(5);
        Socket socket = MADE.takeLast();
        assertPorts(socket, socket.getLocalPort(), server.getLocalPort());
        Storm.beside(
            io,
            socket,
            () -> {
              byte[] sent = Payload.bytes(SIZE);
              assertThat(stub.echo(sent)).isEqualTo(sent);
            });
      } finally {
        UnicastRemoteObject.unexportObject(object, true);
      }
    }
  }

  /** As many programs have one, to choose protocols or to trust. */
  private static final class TlsSockets extends SSLSocketFactory {
    private final SSLSocketFactory inner;

    TlsSockets(SSLSocketFactory inner) {
      this.inner = inner;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return inner.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return inner.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return keep(inner.createSocket());
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose)
        throws IOException {
      return keep(inner.createSocket(below, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return keep(inner.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return keep(inner.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return keep(inner.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return keep(inner.createSocket(host, port, local, localPort));
    }
  }

  @Test
  void socketOfHttpsUrlConnectionIsUsed() throws Exception {
    socketOfHttpsIsUsed(false);
  }

  @Test
  @Tag("load")
  void socketOfHttpsUrlConnectionBehindAProxyIsUsed() throws Exception {
    socketOfHttpsIsUsed(true);
  }

  private void socketOfHttpsIsUsed(boolean proxied) throws Exception {
    MADE.clear();
    SSLContext tls = Certificates.context(Security.getProvider("SunJSSE"));
    TlsSockets sockets = new TlsSockets(tls.getSocketFactory());
    try (EchoServer server =
            new EchoServer(
                tls.getServerSocketFactory().createServerSocket(0, 10, loopback()),
                JdkClientsTest::answer);
        EchoServer proxy = new EchoServer(EchoServer.plain(), TunnelProxy::serve)) {
      Proxy through = proxied ? new Proxy(Proxy.Type.HTTP, proxy.address()) : Proxy.NO_PROXY;
      URI uri = URI.create("https://localhost:" + server.port() + "/");
      post(uri, through, sockets);
      EchoServer next = proxied ? proxy : server;
      Socket socket = MADE.takeLast();
      assertPorts(socket, next.accepted().getPort(), next.port());
      Storm.beside(io, socket, () -> post(uri, through, sockets));
      assertThat(MADE).as("it has used the same one").isEmpty();
    }
  }

  private static void post(URI uri, Proxy proxy, SSLSocketFactory sockets) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection(proxy);
    connection.setSSLSocketFactory(sockets);
    connection.setHostnameVerifier((host, session) -> true);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(SIZE);
    byte[] sent = Payload.bytes(SIZE);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(sent);
    }
    assertThat(connection.getInputStream().readAllBytes()).isEqualTo(sent);
  }

  /** Each request has as many bytes as the other. */
  private static void answer(Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.getInputStream());
    DataOutputStream out = new DataOutputStream(connection.getOutputStream());
    while (true) {
      StringBuilder request = new StringBuilder();
      while (request.indexOf("\r\n\r\n") < 0) {
        request.append((char) in.readUnsignedByte());
      }
      byte[] content = in.readNBytes(SIZE);
      out.write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      out.write(content);
    }
  }
}

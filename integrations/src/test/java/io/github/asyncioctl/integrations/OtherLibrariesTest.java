package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.Provider;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.OpenSSLProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets of libraries without an adapter: used where theirs is the SOCKET, refused elsewhere. */
class OtherLibrariesTest extends IntegrationTest {
  private enum Tls {
    BOUNCY_CASTLE,
    CONSCRYPT;

    SSLSocketFactory factory() throws Exception {
      assumeFalse(
          this == CONSCRYPT && System.getProperty("os.arch").equals("aarch64"),
          "Conscrypt's jar has no library for Windows on ARM");
      Provider provider =
          this == BOUNCY_CASTLE
              ? new BouncyCastleJsseProvider(new BouncyCastleProvider())
              : new OpenSSLProvider();
      SSLContext context = SSLContext.getInstance("TLS", provider);
      context.init(null, new TrustManager[] {new Trusting()}, null);
      return context.getSocketFactory();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tlsSocketThatConnectsItselfIsUsed(Tls tls) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = tls.factory().createSocket(server.getInetAddress(), server.getLocalPort());
        Socket peer = server.accept()) {
      peer.getOutputStream().write(new byte[5]);
      Waits.until("5 bytes", () -> io.ioctlAsync(client, Ioctls.FIONREAD).join() == 5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tlsSocketOverAnotherOneIsRefused(Tls tls) throws Exception {
    Socket below = connection.client().socket();
    try (Socket layered = tls.factory().createSocket(below, "localhost", 443, false);
        Socket unconnected = tls.factory().createSocket()) {
      refused(layered);
      refused(unconnected);
    }
    assertThat(io.stats().started()).isZero();
  }

  @Test
  void namedPipesAreRefused() throws IOException {
    try (Socket mariaDb =
            new org.mariadb.jdbc.client.socket.impl.NamedPipeSocket("localhost", "none");
        Socket docker = new com.github.dockerjava.transport.NamedPipeSocket("//./pipe/none")) {
      refused(mariaDb);
      refused(docker);
    }
  }

  private void refused(Socket socket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(socket, Ioctls.FIONREAD))
        .withMessageContaining(socket.getClass().getName())
        .withMessageContaining("SocketAdapter");
    assertThatIllegalArgumentException().isThrownBy(() -> SocketHandle.of(socket));
  }

  /** Nothing is said over these connections. */
  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new AssertionError();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new AssertionError();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A server of AsynchronousSocketChannel, whose sockets belong to the JDK's completion port. */
class AsynchronousChannelsTest extends IntegrationTest {
  @Test
  void connectionsAreProbedAndServed() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (KeepAliveServer server = new KeepAliveServer(io, any)) {
      for (int i = 0; i < 3; i++) {
        assertThat(echo((InetSocketAddress) server.address(), "hello " + i))
            .isEqualTo("hello " + i);
      }
      // Each connection was accepted, and its IOCTL was issued before anything was read.
      assertThat(io.stats().started()).isEqualTo(3);
    }
  }

  private static String echo(InetSocketAddress server, String text) throws Exception {
    byte[] sent = text.getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(sent);
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(sent.length), StandardCharsets.UTF_8);
    }
  }
}

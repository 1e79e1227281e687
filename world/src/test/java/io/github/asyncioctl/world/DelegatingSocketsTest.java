package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.codes.Ioctls;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;
import org.ice4j.socket.BaseDelegatingServerSocketChannel;
import org.ice4j.socket.BaseDelegatingSocketChannel;
import org.ice4j.socket.DelegatingDatagramSocket;
import org.ice4j.socket.DelegatingServerSocket;
import org.ice4j.socket.DelegatingSocket;
import org.ice4j.socket.MultiplexingDatagramSocket;
import org.ice4j.socket.MultiplexingSocket;
import org.ice4j.socket.SafeCloseDatagramSocket;
import org.junit.jupiter.api.Test;

/** Sockets and channels that pass on all that they are asked to one below. */
class DelegatingSocketsTest extends WorldTest {
  /** That of Jakarta Mail, for a property "writetimeout". */
  @Test
  void socketWithAWriteTimeoutIsRefused() throws Exception {
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (EchoServer server = new EchoServer();
        Socket inner = new Socket(loopback(), server.port());
        Socket outer = new WriteTimeoutSocket(inner, 20_000);
        Socket layered = tls.createSocket(outer, "localhost", 443, false);
        Socket own = new WriteTimeoutSocket(20_000)) {
      assertRefused(outer);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> io.ioctlAsync(layered, Ioctls.FIONREAD))
          .withMessageContaining(WriteTimeoutSocket.class.getName());
      assertRefused(own);
      own.connect(server.address());
      assertRefused(own);
      Storm.beside(io, inner, () -> Payload.echo(outer));
    }
  }

  @Test
  void socketsAndChannelsOfIce4jAreRefused() throws Exception {
    try (EchoServer server = new EchoServer();
        SocketChannel channel = SocketChannel.open(server.address());
        Socket delegating = new DelegatingSocket(channel.socket());
        MultiplexingSocket multiplexing = new MultiplexingSocket(channel.socket());
        SocketChannel wrapper = new BaseDelegatingSocketChannel<>(channel)) {
      assertRefused(delegating);
      assertRefused(multiplexing);
      assertRefused(multiplexing.getSocket(packet -> true));
      assertRefused(wrapper);
      assertRefused(wrapper.socket());
      Payload.echo(delegating);
    }
  }

  @Test
  void serversOfIce4jAreRefused() throws Exception {
    try (ServerSocketChannel channel =
            ServerSocketChannel.open().bind(new InetSocketAddress(loopback(), 0));
        ServerSocket delegating = new DelegatingServerSocket(channel.socket());
        ServerSocketChannel wrapper = new BaseDelegatingServerSocketChannel<>(channel)) {
      assertRefused(delegating);
      assertRefused(wrapper);
      assertRefused(wrapper.socket());
    }
  }

  /** Without another one below it a socket of theirs has its own. */
  @Test
  void datagramSocketsOfIce4j() throws Exception {
    try (DatagramSocket inner = new DatagramSocket(0, loopback());
        DatagramSocket delegating = new DelegatingDatagramSocket(inner);
        DatagramSocket safe = new SafeCloseDatagramSocket(inner);
        MultiplexingDatagramSocket multiplexing = new MultiplexingDatagramSocket(inner);
        DatagramSocket own = new DelegatingDatagramSocket(0, loopback())) {
      assertRefused(delegating);
      assertRefused(safe);
      assertRefused(multiplexing);
      assertRefused(multiplexing.getSocket(packet -> true));
      assertPorts(own, own.getLocalPort(), 0);
    }
  }
}

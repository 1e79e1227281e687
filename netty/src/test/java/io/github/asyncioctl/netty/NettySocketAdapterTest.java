package io.github.asyncioctl.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.SocketAdapter;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Which objects are channels with a socket. */
class NettySocketAdapterTest {
  private final SocketAdapter adapter = new NettySocketAdapter();

  @Test
  void findsTheChannelOfTheJdk() throws Exception {
    try (SocketChannel tcp = SocketChannel.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        DatagramChannel udp = DatagramChannel.open()) {
      assertThat(adapter.unwrap(new NioSocketChannel(tcp))).isSameAs(tcp);
      assertThat(adapter.unwrap(new NioServerSocketChannel(server))).isSameAs(server);
      assertThat(adapter.unwrap(new NioDatagramChannel(udp))).isSameAs(udp);
    }
  }

  @Test
  void findsThatOfAChannelThatHasBeenClosed() throws Exception {
    AbstractNioChannel closed = new NioSocketChannel();
    closed.unsafe().closeForcibly();
    assertThat(adapter.unwrap(closed))
        .isInstanceOfSatisfying(SocketChannel.class, jdk -> assertThat(jdk.isOpen()).isFalse());
  }

  @Test
  void leavesWhatHasNoSocketToOthers() throws Exception {
    Channel embedded = new EmbeddedChannel();
    assertThat(adapter.unwrap(embedded)).isNull();
    assertThat(adapter.unwrap(new LocalChannel())).isNull();
    assertThat(adapter.unwrap("a string")).isNull();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(SocketAdapter.class).stream().map(ServiceLoader.Provider::type))
        .contains(NettySocketAdapter.class);
  }
}

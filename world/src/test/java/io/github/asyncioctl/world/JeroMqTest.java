package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ shows its channels to nobody, but takes them from a SelectorProvider of ours. */
class JeroMqTest extends WorldTest {
  private static final int SIZE = 20_000;

  /** Passes on those of the JDK, and remembers the first that can connect. */
  private static final class Remembering extends SelectorProvider {
    private final SelectorProvider jdk = SelectorProvider.provider();
    final CompletableFuture<SocketChannel> client = new CompletableFuture<>();

    @Override
    public SocketChannel openSocketChannel() throws IOException {
      SocketChannel channel = jdk.openSocketChannel();
      client.complete(channel);
      return channel;
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
      return jdk.openServerSocketChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
      return jdk.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
      return jdk.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
      return jdk.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
      return jdk.openSelector();
    }
  }

  @Test
  void channelOfAProviderOfOursIsUsed() throws Exception {
    Remembering provider = new Remembering();
    try (ZContext context = new ZContext()) {
      ZMQ.Socket server = context.createSocket(SocketType.REP);
      int port = server.bindToRandomPort("tcp://127.0.0.1");
      ZMQ.Socket client = context.createSocket(SocketType.REQ);
      client.setSelectorChooser((address, options) -> provider);
      client.connect("tcp://127.0.0.1:" + port);
      for (ZMQ.Socket each : new ZMQ.Socket[] {server, client}) {
        each.setReceiveTimeOut((int) Waits.BOUND.toMillis());
        assertRefused(each);
      }
      ask(client, server);
      SocketChannel channel = Waits.get(provider.client);
      assertPorts(channel, ((InetSocketAddress) channel.getLocalAddress()).getPort(), port);
      Storm.beside(io, channel, () -> ask(client, server));
    }
  }

  private static void ask(ZMQ.Socket client, ZMQ.Socket server) {
    byte[] sent = Payload.bytes(SIZE);
    client.send(sent);
    server.send(server.recv());
    assertThat(client.recv()).isEqualTo(sent);
  }
}

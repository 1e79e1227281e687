package io.github.asyncioctl.benchmarks.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Connected sockets that the JDK drives through its completion port. */
final class Sockets {
  /** The other ends stay open as long as the process. */
  private static final List<AsynchronousSocketChannel> PEERS = new ArrayList<>();

  private Sockets() {}

  static synchronized AsynchronousSocketChannel connected() throws IOException {
    try (AsynchronousServerSocketChannel server =
        AsynchronousServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
      var accepted = server.accept();
      client.connect(server.getLocalAddress()).get();
      PEERS.add(accepted.get());
      PEERS.add(client);
      return client;
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

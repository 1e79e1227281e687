package io.github.asyncioctl.examples;

import io.github.asyncioctl.examples.Step.FailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.Future;

/** Two asynchronous channels of the JDK that are connected over loopback. */
record ChannelPair(AsynchronousSocketChannel client, AsynchronousSocketChannel server) {

  /** Makes a pair, bound to the completion port of the JDK's default group. */
  static ChannelPair open() throws IOException, FailedException, InterruptedException {
    try (AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Future<AsynchronousSocketChannel> accepted = listener.accept();
      AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
      Waits.get(client.connect(listener.getLocalAddress()), "connect");
      AsynchronousSocketChannel server = Waits.get(accepted, "accept");
      // Else short blocks wait for the other side's acknowledgements.
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      server.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new ChannelPair(client, server);
    }
  }

  void close() throws IOException {
    client.close();
    server.close();
  }
}

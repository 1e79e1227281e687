package io.github.asyncioctl.integrations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Two connected sockets, of the family IPv4. */
record Connection(SocketChannel client, SocketChannel server) implements AutoCloseable {
  static Connection open() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET);
      client.connect(listener.getLocalAddress());
      return new Connection(client, listener.accept());
    }
  }

  /** Lets the client have something to read. */
  void send(int bytes) throws IOException {
    server.write(ByteBuffer.allocate(bytes));
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}

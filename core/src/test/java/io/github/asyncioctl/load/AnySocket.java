package io.github.asyncioctl.load;

import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.windows.RawSocket;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Random;

/**
 * A socket of any kind and in any state.
 *
 * @param socket what the library is given
 * @param resources what has to be closed, the socket itself first
 */
record AnySocket(Object socket, List<Closeable> resources) implements Closeable {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** A socket of the JDK's. */
  static AnySocket ofJdk(Random random) throws IOException {
    return switch (random.nextInt(12)) {
      case 0 -> of(new DatagramSocket(ANY_PORT));
      case 1 -> of(new MulticastSocket(ANY_PORT));
      case 2 -> of(new ServerSocket(0, 1, ANY_PORT.getAddress()));
      case 3 -> of(DatagramChannel.open(StandardProtocolFamily.INET));
      case 4 -> of(DatagramChannel.open(StandardProtocolFamily.INET).bind(ANY_PORT));
      case 5 -> of(SocketChannel.open());
      case 6 -> of(ServerSocketChannel.open().bind(ANY_PORT));
      case 7 -> of(AsynchronousSocketChannel.open());
      case 8 -> of(AsynchronousServerSocketChannel.open().bind(ANY_PORT));
      case 9 -> of(DatagramChannel.open());
      default -> connected(random);
    };
  }

  /** One of the JDK's, or one that it does not know of. */
  static AnySocket any(Random random) throws IOException {
    if (random.nextInt(6) > 0) {
      return ofJdk(random);
    }
    RawSocket raw = random.nextBoolean() ? RawSocket.tcp() : RawSocket.udp();
    return new AnySocket(SocketHandle.ofRaw(raw.handle()), List.of(raw));
  }

  private static AnySocket of(Closeable socket) {
    return new AnySocket(socket, List.of(socket));
  }

  /** One end of a connection over which something may have come. */
  private static AnySocket connected(Random random) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, ANY_PORT.getAddress())) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      Closeable client =
          random.nextBoolean()
              ? SocketChannel.open(address)
              : new Socket(address.getAddress(), address.getPort());
      Socket peer = server.accept();
      peer.getOutputStream().write(new byte[random.nextInt(100)]);
      return new AnySocket(client, List.of(client, peer));
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable resource : resources) {
      resource.close();
    }
  }
}

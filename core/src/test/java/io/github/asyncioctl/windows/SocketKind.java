package io.github.asyncioctl.windows;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_READ;

import io.github.asyncioctl.SocketHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/** Every kind of socket that the library takes, in the states that differ. */
enum SocketKind {
  SOCKET_UNBOUND(test -> test.uses(new Socket())),
  SOCKET_BOUND(
      test -> {
        Socket socket = test.uses(new Socket());
        socket.bind(anyPort());
        return socket;
      }),
  SOCKET_CONNECTED(SocketKind::connected),
  SOCKET_ACCEPTED(TestSocket::accepted),
  SOCKET_OF_CHANNEL(test -> channel(test).socket()),
  SERVER_SOCKET_UNBOUND(test -> test.uses(new ServerSocket())),
  SERVER_SOCKET_BOUND(test -> test.uses(new ServerSocket(0, 1, loopback()))),
  SERVER_SOCKET_OF_CHANNEL(test -> serverChannel(test).socket()),
  DATAGRAM_SOCKET(
      test -> {
        DatagramSocket socket = test.uses(new DatagramSocket(anyPort()));
        test.receivesFromSender(socket.getLocalPort());
        return socket;
      }),
  DATAGRAM_SOCKET_UNBOUND(test -> test.uses(new DatagramSocket(null))),
  DATAGRAM_SOCKET_OF_CHANNEL(test -> datagramChannel(test).socket()),
  MULTICAST_SOCKET(
      test -> {
        MulticastSocket socket = test.uses(new MulticastSocket(anyPort()));
        test.receivesFromSender(socket.getLocalPort());
        return socket;
      }),
  SOCKET_CHANNEL(SocketKind::channel),
  SOCKET_CHANNEL_UNCONNECTED(test -> test.uses(SocketChannel.open())),
  SOCKET_CHANNEL_NON_BLOCKING(test -> channel(test).configureBlocking(false)),
  SOCKET_CHANNEL_SELECTED(test -> test.selected(channel(test), OP_READ)),
  SERVER_SOCKET_CHANNEL(SocketKind::serverChannel),
  SERVER_SOCKET_CHANNEL_NON_BLOCKING(test -> serverChannel(test).configureBlocking(false)),
  SERVER_SOCKET_CHANNEL_SELECTED(test -> test.selected(serverChannel(test), OP_ACCEPT)),
  DATAGRAM_CHANNEL(SocketKind::datagramChannel),
  DATAGRAM_CHANNEL_NON_BLOCKING(test -> datagramChannel(test).configureBlocking(false)),
  DATAGRAM_CHANNEL_SELECTED(test -> test.selected(datagramChannel(test), OP_READ)),
  ASYNCHRONOUS_SOCKET_CHANNEL(SocketKind::asynchronousChannel),
  ASYNCHRONOUS_SOCKET_CHANNEL_UNCONNECTED(test -> test.uses(AsynchronousSocketChannel.open())),
  ASYNCHRONOUS_SERVER_SOCKET_CHANNEL(
      test -> test.uses(AsynchronousServerSocketChannel.open()).bind(anyPort())),
  SSL_SOCKET(
      test -> {
        InetSocketAddress server = test.server();
        Socket socket =
            test.uses(
                SSLSocketFactory.getDefault().createSocket(server.getAddress(), server.getPort()));
        test.accept();
        return socket;
      }),
  SSL_SOCKET_OVER_ANOTHER(
      test -> {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        return test.uses(factory.createSocket(connected(test), "localhost", 443, true));
      }),
  HANDLE_OF_A_SOCKET(test -> SocketHandle.of(connected(test))),
  HANDLE_OF_A_CHANNEL(test -> SocketHandle.of(asynchronousChannel(test))),
  RAW_HANDLE(test -> SocketHandle.ofRaw(test.uses(RawSocket.udp()).handle()));

  /** Makes a socket and registers what has to be closed. */
  @FunctionalInterface
  private interface Maker {
    Object make(TestSocket test) throws Exception;
  }

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas above keep nothing
  private final Maker maker;

  SocketKind(Maker maker) {
    this.maker = maker;
  }

  /** Opens a socket of this kind. */
  TestSocket open() throws Exception {
    TestSocket test = new TestSocket();
    try {
      test.setSocket(maker.make(test));
      return test;
    } catch (Throwable t) {
      test.close();
      throw t;
    }
  }

  static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** A server for the field of a test, which closes it. */
  static ServerSocket newServer() {
    try {
      return new ServerSocket(0, 5, loopback());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(loopback(), 0);
  }

  private static Socket connected(TestSocket test) throws Exception {
    Socket socket = test.uses(new Socket());
    socket.connect(test.server());
    test.accept();
    return socket;
  }

  private static SocketChannel channel(TestSocket test) throws Exception {
    SocketChannel channel = test.uses(SocketChannel.open(test.server()));
    test.accept();
    return channel;
  }

  private static ServerSocketChannel serverChannel(TestSocket test) throws Exception {
    return test.uses(ServerSocketChannel.open()).bind(anyPort());
  }

  private static DatagramChannel datagramChannel(TestSocket test) throws Exception {
    DatagramChannel channel = test.uses(DatagramChannel.open()).bind(anyPort());
    test.receivesFromSender(((InetSocketAddress) channel.getLocalAddress()).getPort());
    return channel;
  }

  private static AsynchronousSocketChannel asynchronousChannel(TestSocket test) throws Exception {
    AsynchronousSocketChannel channel = test.uses(AsynchronousSocketChannel.open());
    channel.connect(test.server()).get(Waits.BOUND.toSeconds(), TimeUnit.SECONDS);
    test.accept();
    return channel;
  }
}

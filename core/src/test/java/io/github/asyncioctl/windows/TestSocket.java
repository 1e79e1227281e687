package io.github.asyncioctl.windows;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/** A socket under test with its peer and everything else that has to be closed with it. */
final class TestSocket implements Closeable {
  /** Sends bytes to the socket. */
  @FunctionalInterface
  interface Sender {
    void send(byte[] bytes) throws IOException;
  }

  private final Deque<Closeable> used = new ArrayDeque<>();
  private Object socket;
  private ServerSocket listener;
  private Sender sender;

  /** What the library is given. */
  Object socket() {
    return socket;
  }

  void setSocket(Object socket) {
    this.socket = socket;
  }

  /** Sends to the socket, or null if nothing can be sent to one of its kind. */
  Sender sender() {
    return sender;
  }

  /** Closes a resource together with this. */
  <T extends Closeable> T uses(T resource) {
    used.push(resource);
    return resource;
  }

  /** The address of a listener to connect to. */
  InetSocketAddress server() throws IOException {
    if (listener == null) {
      listener = uses(new ServerSocket(0, 1, SocketKind.loopback()));
    }
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Accepts the connection that was made to the listener: the peer. */
  void accept() throws IOException {
    Socket peer = uses(listener.accept());
    sender = bytes -> peer.getOutputStream().write(bytes);
  }

  /** The accepted end of a connection, whose peer is the one that connected. */
  Socket accepted() throws IOException {
    Socket peer = uses(new Socket());
    peer.connect(server());
    sender = bytes -> peer.getOutputStream().write(bytes);
    return uses(listener.accept());
  }

  /** Datagrams will be sent to this port. */
  void receivesFromSender(int port) throws IOException {
    DatagramSocket peer = uses(new DatagramSocket(SocketKind.anyPort()));
    sender =
        bytes -> peer.send(new DatagramPacket(bytes, bytes.length, SocketKind.loopback(), port));
  }

  /**
   * Registers a channel with a selector that selects until the end. The thread that selects closes
   * the selector, too: done by another one, the JDK frees the memory of its cancelled polls before
   * Wine has written their status.
   */
  SelectableChannel selected(SelectableChannel channel, int interest) throws IOException {
    channel.configureBlocking(false);
    Selector selector = Selector.open();
    channel.register(selector, interest);
    AtomicBoolean over = new AtomicBoolean();
    Thread thread = new Thread(() -> select(selector, over), "test-selector");
    thread.start();
    uses(
        () -> {
          over.set(true);
          selector.wakeup();
          Waits.until("the selector ends", () -> !thread.isAlive());
        });
    return channel;
  }

  private static void select(Selector selector, AtomicBoolean over) {
    try (selector) {
      while (!over.get()) {
        selector.select(key -> Thread.onSpinWait());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    while (!used.isEmpty()) {
      used.pop().close();
    }
  }
}

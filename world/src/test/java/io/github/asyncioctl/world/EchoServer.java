package io.github.asyncioctl.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Serves each connection on a thread of its own; the connections end with it. */
final class EchoServer implements AutoCloseable {
  /** What is done with a connection. */
  @FunctionalInterface
  interface Service {
    void serve(Socket connection) throws IOException;
  }

  private final ServerSocket server;
  private final Service service;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

  /** Sends back what it reads. */
  EchoServer() throws IOException {
    this(plain(), EchoServer::echo);
  }

  EchoServer(ServerSocket server, Service service) {
    this.server = server;
    this.service = service;
    start(this::acceptAll);
  }

  static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  static void echo(Socket connection) throws IOException {
    byte[] buffer = new byte[8192];
    for (int n; (n = connection.getInputStream().read(buffer)) >= 0; ) {
      connection.getOutputStream().write(buffer, 0, n);
    }
  }

  static Thread start(Runnable work) {
    Thread thread = new Thread(work, "server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  int port() {
    return server.getLocalPort();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  /** The server's ends, in the order of their connections. */
  Socket accepted() throws InterruptedException {
    Socket next = accepted.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nobody has connected");
    }
    return next;
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        accepted.add(connection);
        start(() -> serve(connection));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      service.serve(connection);
    } catch (IOException e) {
      // The client has gone, or this is being closed.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket each : connections) {
      each.close();
    }
  }
}

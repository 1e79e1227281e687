package io.github.asyncioctl.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/** The factory that drivers are told of by its name; it remembers what it has made. */
public final class RecordedSockets extends SocketFactory {
  private static final BlockingQueue<Socket> MADE = new LinkedBlockingQueue<>();

  /** For the drivers. */
  public RecordedSockets() {}

  /** The oldest that nobody has asked for. */
  static Socket next() throws InterruptedException {
    Socket next = MADE.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("the driver has made no socket");
    }
    return next;
  }

  static Socket record(Socket socket) {
    MADE.add(socket);
    return socket;
  }

  @Override
  public Socket createSocket() {
    return record(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return record(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return record(new Socket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return record(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return record(new Socket(host, port, local, localPort));
  }
}

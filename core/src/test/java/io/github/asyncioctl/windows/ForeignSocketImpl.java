package io.github.asyncioctl.windows;

import io.github.asyncioctl.SocketHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;

/** An implementation of sockets that is not the JDK's, and has no SOCKET. */
public final class ForeignSocketImpl extends SocketImpl {
  /** Makes all sockets of this JVM ones of this class, and prints how they are refused. */
  public static void main(String... arguments) throws IOException {
    install();
    try (Socket socket = new Socket();
        ServerSocket server = new ServerSocket()) {
      for (Object each : new Object[] {socket, server}) {
        try {
          System.out.println(SocketHandle.of(each));
        } catch (IllegalArgumentException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @SuppressWarnings("deprecation") // what programs do that replace the JDK's sockets
  private static void install() throws IOException {
    Socket.setSocketImplFactory(ForeignSocketImpl::new);
    ServerSocket.setSocketFactory(ForeignSocketImpl::new);
  }

  @Override
  protected void create(boolean stream) {
    // There is nothing to create.
  }

  @Override
  protected void connect(String host, int port) {
    // Is connected.
  }

  @Override
  protected void connect(InetAddress to, int port) {
    // Is connected.
  }

  @Override
  protected void connect(SocketAddress to, int timeout) {
    // Is connected.
  }

  @Override
  protected void bind(InetAddress host, int port) {
    localport = port;
  }

  @Override
  protected void listen(int backlog) {
    // Listens.
  }

  @Override
  protected void accept(SocketImpl s) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  protected OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  protected int available() {
    return 0;
  }

  @Override
  protected void close() {
    // There is nothing to close.
  }

  @Override
  protected void sendUrgentData(int data) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setOption(int option, Object value) {
    // Has no options.
  }

  @Override
  public Object getOption(int option) {
    return 0;
  }
}

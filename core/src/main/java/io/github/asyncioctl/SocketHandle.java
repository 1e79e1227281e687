package io.github.asyncioctl;

import io.github.asyncioctl.internal.socket.NativeSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SOCKET of Winsock. It keeps the Java socket that it was made of reachable, so that it is not
 * closed by a Cleaner while the handle is in use.
 */
public final class SocketHandle {
  private final NativeSocket socket;

  private SocketHandle(NativeSocket socket) {
    this.socket = socket;
  }

  /**
   * A SOCKET that did not come from the JDK. Whoever made it keeps it open while operations are
   * pending on it.
   *
   * @param socket the SOCKET's value; whether it is a socket turns out when it is used (10038)
   * @return the handle
   */
  public static SocketHandle ofRaw(long socket) {
    return new SocketHandle(new NativeSocket(socket, null));
  }

  /**
   * The SOCKET of one of the JDK's sockets; no JVM flag is needed. A {@code Socket} or {@code
   * ServerSocket} that is neither bound nor connected gets its native socket by this. Take the
   * handle of a {@code Socket} that connects through a proxy after it has connected: the JDK may
   * replace its native socket then.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket} or {@link java.nio.channels.NetworkChannel}
   * @return the handle
   * @throws IllegalArgumentException if it is none of them, or not one of the JDK's own classes
   * @throws UncheckedIOException if it is closed
   * @throws UnsupportedOperationException if this is not Windows
   */
  public static SocketHandle of(Object socket) {
    Objects.requireNonNull(socket, "socket");
    try {
      return new SocketHandle(Platform.sockets().find(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The SOCKET's value.
   *
   * @return as Winsock's functions take it
   */
  public long value() {
    return socket.handle();
  }

  /** The SOCKET of a socket of the JDK, or the one of a handle. */
  static NativeSocket find(Object socket) throws IOException {
    return socket instanceof SocketHandle handle ? handle.socket : Platform.sockets().find(socket);
  }

  /** Why nothing may be issued on it any more, or null. */
  @Nullable IOException refusal() {
    return socket.refusal();
  }

  @Override
  public String toString() {
    return "SOCKET 0x" + Long.toHexString(value());
  }
}

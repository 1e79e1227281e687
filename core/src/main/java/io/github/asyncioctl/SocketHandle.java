package io.github.asyncioctl;

import io.github.asyncioctl.internal.socket.NativeSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
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
   * A SOCKET that belongs to an object.
   *
   * @param socket the SOCKET's value
   * @param owner what closes the SOCKET when it is collected, or otherwise owns it; it stays
   *     reachable for as long as the handle or an operation on it
   * @param isOpen whether the SOCKET is open; asked on the callers' and on the engine's threads, so
   *     it must not block. Operations on a socket that is not open are refused.
   * @return the handle
   */
  public static SocketHandle ofRaw(long socket, Object owner, BooleanSupplier isOpen) {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(isOpen, "isOpen");
    return new SocketHandle(new NativeSocket(socket, new NamedOwner(owner, isOpen)));
  }

  /**
   * The SOCKET of one of the JDK's sockets; no JVM flag is needed. A {@code Socket} or {@code
   * ServerSocket} of the JDK's own class that is neither bound nor connected gets its native socket
   * by this. Take the handle of a {@code Socket} that connects through a proxy after it has
   * connected: the JDK may replace its native socket then.
   *
   * <p>An object of another class that extends {@code Socket}, {@code ServerSocket} or {@code
   * DatagramSocket} must be bound or connected, and its methods ({@code isClosed}, {@code isBound},
   * {@code isConnected}, and those for addresses and ports) are asked on the calling thread. If it
   * passes on to another socket or to a pipe, so that its own native socket is not the one that it
   * uses, it is refused.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket} or {@link java.nio.channels.NetworkChannel}, or an object that a
   *     {@link SocketAdapter} knows
   * @return the handle
   * @throws IllegalArgumentException if it is none of them; or of another class than the JDK's own
   *     and neither bound nor connected, or passing on to another socket; or implemented by a
   *     {@code SocketImpl} or channel of another library that no {@link SocketAdapter} knows
   * @throws UncheckedIOException if it is closed
   * @throws UnsupportedOperationException if this is not Windows
   */
  public static SocketHandle of(Object socket) {
    Objects.requireNonNull(socket, "socket");
    try {
      return new SocketHandle(Sockets.OF_PLATFORM.find(socket));
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

  /**
   * Whether the SOCKET's owner has not closed it: otherwise operations on it are refused. Of a
   * SOCKET without an owner nobody knows, and it counts as open.
   *
   * @return whether it is open
   */
  public boolean isOpen() {
    return refusal() == null;
  }

  /** What it is made of. */
  NativeSocket socket() {
    return socket;
  }

  /** Whether the JDK made the SOCKET, and counts on its settings. */
  static boolean isOfJdk(NativeSocket socket) {
    Object maker = socket.maker();
    return maker != null && !(maker instanceof NamedOwner);
  }

  /** The object that owns the SOCKET; null if unknown. */
  @Nullable Object owner() {
    return socket.owner();
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

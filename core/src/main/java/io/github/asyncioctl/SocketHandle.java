package io.github.asyncioctl;

import io.github.asyncioctl.internal.socket.NativeSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Winsock SOCKET. It keeps the Java socket that it came from reachable, so that no Cleaner closes
 * it while the handle is in use.
 */
public final class SocketHandle {
  private final NativeSocket socket;

  private SocketHandle(NativeSocket socket) {
    this.socket = socket;
  }

  /**
   * A SOCKET that did not come from the JDK. Keep it open while operations are pending on it.
   *
   * @param socket the SOCKET's value; if it is not a socket, its first use fails with 10038
   * @return the handle
   */
  public static SocketHandle ofRaw(long socket) {
    return new SocketHandle(new NativeSocket(socket, null));
  }

  /**
   * A SOCKET that belongs to an object.
   *
   * @param socket the SOCKET's value
   * @param owner the object that owns the SOCKET, for instance closes it when it is collected; it
   *     stays reachable as long as the handle or an operation on it
   * @param isOpen whether the SOCKET is open; called on the callers' and the engine's threads, so
   *     it must not block. The library refuses operations on a closed socket.
   * @return the handle
   */
  public static SocketHandle ofRaw(long socket, Object owner, BooleanSupplier isOpen) {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(isOpen, "isOpen");
    return new SocketHandle(new NativeSocket(socket, new NamedOwner(owner, isOpen)));
  }

  /**
   * The SOCKET of a JDK socket; no JVM flag is needed. This call creates the native socket of a
   * {@code Socket} or {@code ServerSocket} of the JDK's own class that is neither bound nor
   * connected. If a {@code Socket} connects through a proxy, get its handle after it has connected:
   * the JDK may replace its native socket while it connects.
   *
   * <p>An object of another class that extends {@code Socket}, {@code ServerSocket} or {@code
   * DatagramSocket} must be bound or connected. This method calls its methods ({@code isClosed},
   * {@code isBound}, {@code isConnected}, and those for addresses and ports) on the calling thread.
   * It refuses an object whose addresses and ports are not those of its own native socket, as those
   * of most objects are that delegate to another socket or to a pipe. It never creates a native
   * socket for such an object. An object that is itself bound or connected, reports its own
   * addresses, and uses another socket only for its data looks like one that only adds behaviour:
   * pass the socket that carries the data.
   *
   * @param socket a {@link java.net.Socket}, {@link java.net.ServerSocket}, {@link
   *     java.net.DatagramSocket} or {@link java.nio.channels.NetworkChannel}, or an object that a
   *     {@link SocketAdapter} supports
   * @return the handle
   * @throws IllegalArgumentException if it is none of them; or if its class is not the JDK's own
   *     and it is neither bound nor connected, or delegates to another socket; or if a {@code
   *     SocketImpl} or channel of another library implements it that no {@link SocketAdapter}
   *     supports
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
   * @return as Winsock functions take it
   */
  public long value() {
    return socket.handle();
  }

  /**
   * Whether the SOCKET's owner has not closed it. The library refuses operations on a closed
   * socket. A SOCKET without an owner counts as open.
   *
   * @return whether it is open
   */
  public boolean isOpen() {
    return refusal() == null;
  }

  /** The SOCKET and its owner. */
  NativeSocket socket() {
    return socket;
  }

  /** Whether the JDK created the SOCKET, and relies on its settings. */
  static boolean isOfJdk(NativeSocket socket) {
    Object maker = socket.maker();
    return maker != null && !(maker instanceof NamedOwner);
  }

  /** The object that owns the SOCKET; null if unknown. */
  @Nullable Object owner() {
    return socket.owner();
  }

  /** Why the library must not issue anything on it any more, or null. */
  @Nullable IOException refusal() {
    return socket.refusal();
  }

  @Override
  public String toString() {
    return "SOCKET 0x" + Long.toHexString(value());
  }
}

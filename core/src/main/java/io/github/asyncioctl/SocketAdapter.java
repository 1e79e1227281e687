package io.github.asyncioctl;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Teaches this library the sockets of another one, so that they can be given to {@link
 * AsyncIoctl#ioctlAsync(Object, int, java.nio.ByteBuffer) ioctlAsync}, {@link SocketHandle#of} and
 * all that takes a socket.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}: through the class loader of this
 * library, and through that of the class of the socket. They are asked for objects whose class is
 * not one of the JDK's, on the thread that makes the call, at each call; they must be thread-safe
 * and fast. They are asked for the socket below an {@link javax.net.ssl.SSLSocket} of the JDK, too.
 */
public interface SocketAdapter {
  /**
   * The socket behind an object.
   *
   * @param socket an object that is not one of the JDK's sockets and no {@link SocketHandle}
   * @return a socket of the JDK; or a {@link SocketHandle}, best made by {@link
   *     SocketHandle#ofRaw(long, Object, java.util.function.BooleanSupplier)}, so that a closed
   *     socket is refused; or null if the object is not of a kind that this adapter knows
   * @throws IOException if it has no native socket yet, or not any more
   */
  @Nullable Object unwrap(Object socket) throws IOException;
}

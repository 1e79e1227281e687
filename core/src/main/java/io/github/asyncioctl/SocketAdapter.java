package io.github.asyncioctl;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Adds support for the sockets of another library, so that you can pass them to {@link
 * AsyncIoctl#ioctlAsync(Object, int, java.nio.ByteBuffer) ioctlAsync}, {@link SocketHandle#of} and
 * every other method that takes a socket.
 *
 * <p>{@link java.util.ServiceLoader} finds implementations through the class loader of this library
 * and through the class loader of the socket's class. The library calls them at each call, on the
 * calling thread, for objects whose class is not one of the JDK's, and for the socket below an
 * {@link javax.net.ssl.SSLSocket} of the JDK. They must be thread-safe and fast.
 */
public interface SocketAdapter {
  /**
   * The socket behind an object.
   *
   * @param socket an object that is neither a JDK socket nor a {@link SocketHandle}
   * @return a JDK socket; or a {@link SocketHandle}, preferably from {@link
   *     SocketHandle#ofRaw(long, Object, java.util.function.BooleanSupplier)}, so that the library
   *     refuses a closed socket; or null if this adapter does not support the object
   * @throws IOException if the object has no native socket yet, or no longer has one
   */
  @Nullable Object unwrap(Object socket) throws IOException;
}

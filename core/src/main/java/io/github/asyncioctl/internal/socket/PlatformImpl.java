package io.github.asyncioctl.internal.socket;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's implementation behind a Socket, ServerSocket or DatagramSocket, at the moment at which
 * it was asked for. It is read through its fields: without a lock, and without an effect.
 */
final class PlatformImpl {
  /** {@code ST_CLOSING} of NioSocketImpl, which comes before a close that lingers. */
  private static final int CLOSING = 4;

  /** What the JDK's own sockets say when they are closed. */
  static final String CLOSED = "Socket is closed";

  private final JdkFields fields;
  private final Object impl;

  /** Where a socket that connects through a proxy says that it is connected to. */
  private final @Nullable InetSocketAddress beyondProxy;

  private PlatformImpl(JdkFields fields, Object impl, @Nullable InetSocketAddress beyondProxy) {
    this.fields = fields;
    this.impl = impl;
    this.beyondProxy = beyondProxy;
  }

  /**
   * The implementation of a socket.
   *
   * @throws IllegalArgumentException if it is not one of the JDK's
   */
  static PlatformImpl of(Object socket, JdkFields fields) {
    Object impl = require(socket, fields.reference(socket, "impl"));
    InetSocketAddress beyondProxy =
        fields.reference(impl, "external_address") instanceof InetSocketAddress address
            ? address
            : null;
    Object delegate = fields.reference(impl, "delegate");
    return new PlatformImpl(
        fields, delegate == null ? impl : require(socket, delegate), beyondProxy);
  }

  private static Object require(Object socket, @Nullable Object impl) {
    if (impl == null || !JdkFields.isOfJdk(impl)) {
      throw Unknown.of(
          socket, "it is implemented by " + (impl == null ? null : impl.getClass().getName()));
    }
    return impl;
  }

  /** Whether there is a native socket. */
  boolean isCreated() {
    return descriptor() != null;
  }

  boolean isClosed() {
    // The descriptor of a NioSocketImpl does not tell; other implementations drop theirs.
    return fields.integer(impl, "state").orElseGet(() -> isCreated() ? 0 : CLOSING) >= CLOSING;
  }

  /**
   * Whether it is being closed, which may linger. In JDK 17 the socket holds locks meanwhile that
   * its own {@code isClosed} waits for.
   */
  boolean isClosing() {
    return fields.integer(impl, "state").orElse(0) == CLOSING;
  }

  /**
   * Whether it has no native socket yet, and can get one. One that is being closed has none any
   * more.
   */
  boolean canBeCreated() {
    return !isCreated() && fields.integer(impl, "state").orElse(0) < CLOSING;
  }

  /** The SOCKET. */
  long handle() throws SocketException {
    FileDescriptor descriptor = descriptor();
    if (descriptor == null) {
      throw new SocketException(isClosed() ? CLOSED : "there is no native socket yet");
    }
    return fields.integer(descriptor, "fd").orElseThrow();
  }

  private @Nullable FileDescriptor descriptor() {
    return fields.reference(impl, "fd") instanceof FileDescriptor descriptor && descriptor.valid()
        ? descriptor
        : null;
  }

  /** Where it is bound to; 0 if it is not. */
  int localPort() {
    return fields.integer(impl, "localport").orElse(0);
  }

  /** Where it is connected to; 0 if it is not. */
  int port() {
    return beyondProxy != null ? beyondProxy.getPort() : fields.integer(impl, "port").orElse(0);
  }

  /** Where it is connected to; of a server where it is bound to. */
  @Nullable Object address() {
    return beyondProxy != null ? beyondProxy.getAddress() : fields.reference(impl, "address");
  }
}

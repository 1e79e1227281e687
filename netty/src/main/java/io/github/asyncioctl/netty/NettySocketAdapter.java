package io.github.asyncioctl.netty;

import io.github.asyncioctl.SocketAdapter;
import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import org.jspecify.annotations.Nullable;

/**
 * Finds the JDK channel behind a channel of Netty's NIO transport: {@code NioSocketChannel}, {@code
 * NioServerSocketChannel}, {@code NioDatagramChannel} and their subclasses, in Netty 4.1 and 4.2.
 * {@link io.github.asyncioctl.AsyncIoctl} loads it through {@link java.util.ServiceLoader}; a
 * program does not need to name it.
 *
 * <p>A channel has its socket as soon as it is created, whether it is registered with an event loop
 * or not. The adapter does not support channels without a socket (embedded and local channels,
 * HTTP/2 streams) or channels of other transports. For an HTTP/2 stream use its {@code parent()}.
 */
public final class NettySocketAdapter implements SocketAdapter {
  /** For the {@code ServiceLoader}. */
  public NettySocketAdapter() {}

  /**
   * The JDK channel behind a Netty channel. Thread-safe.
   *
   * @param socket any object
   * @return the channel, which may be closed; null if the object is not a channel of the NIO
   *     transport
   */
  @Override
  public @Nullable Object unwrap(Object socket) {
    return socket instanceof Channel channel && channel.unsafe() instanceof NioUnsafe nio
        ? nio.ch()
        : null;
  }
}

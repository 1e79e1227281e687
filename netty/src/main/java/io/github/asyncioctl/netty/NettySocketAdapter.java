package io.github.asyncioctl.netty;

import io.github.asyncioctl.SocketAdapter;
import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel.NioUnsafe;
import org.jspecify.annotations.Nullable;

/**
 * Finds the JDK's channel behind a channel of Netty's NIO transport: {@code NioSocketChannel},
 * {@code NioServerSocketChannel}, {@code NioDatagramChannel} and what is derived from them, of
 * Netty 4.1 and 4.2. {@link java.util.ServiceLoader} makes the one that {@link
 * io.github.asyncioctl.AsyncIoctl} uses; there is no need to name it in a program.
 *
 * <p>A channel has its socket from the moment when it is made, registered with an event loop or
 * not. Channels without a socket of their own (embedded and local ones, streams of HTTP/2) and
 * those of other transports are not taken. A stream's socket is that of its {@code parent()}.
 */
public final class NettySocketAdapter implements SocketAdapter {
  /** For the service loader. */
  public NettySocketAdapter() {}

  /**
   * The JDK's channel behind a channel of Netty. For any thread.
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

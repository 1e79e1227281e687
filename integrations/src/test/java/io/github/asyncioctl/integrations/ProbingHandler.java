package io.github.asyncioctl.integrations;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import io.github.asyncioctl.netty.NettyFutures;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;

// snippet: netty
/** Has Windows probe each connection when it is idle. */
@ChannelHandler.Sharable
final class ProbingHandler extends ChannelInboundHandlerAdapter {
  private static final KeepAlive PROBING =
      new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));

  private final AsyncIoctl io;

  ProbingHandler(AsyncIoctl io) {
    this.io = io;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    NettyFutures.on(
            context.channel(), // a Netty channel is a socket like any other
            io.ioctlAsync(context.channel(), Ioctls.SIO_KEEPALIVE_VALS, PROBING))
        .addListener( // runs on the channel's event loop
            set -> {
              if (set.isSuccess()) {
                context.fireChannelActive();
              } else {
                context.fireExceptionCaught(set.cause());
              }
            });
  }
}
// end

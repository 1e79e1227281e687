package io.github.asyncioctl.cookbook;

// snippet: cookNetty
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import io.github.asyncioctl.netty.NettyFutures;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.time.Duration;

/** A Netty echo server that has Windows probe its idle connections. */
public final class NettyKeepAlive {
  public static void main(String[] args) throws Exception {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    try (AsyncIoctl io = AsyncIoctl.open()) {
      serve(io, loops, Integer.parseInt(args[0])).closeFuture().sync();
    } finally {
      loops.shutdownGracefully();
    }
  }

  static Channel serve(AsyncIoctl io, EventLoopGroup loops, int port) throws InterruptedException {
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childHandler(new Echo(io))
        .bind(port)
        .sync()
        .channel();
  }

  @ChannelHandler.Sharable
  private static final class Echo extends ChannelInboundHandlerAdapter {
    private static final KeepAlive PROBING =
        KeepAlive.after(Duration.ofSeconds(60), Duration.ofSeconds(1));

    private final AsyncIoctl io;

    Echo(AsyncIoctl io) {
      this.io = io;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Channel channel = context.channel(); // a socket like any other
      NettyFutures.on(channel, io.ioctlAsync(channel, Ioctls.SIO_KEEPALIVE_VALS, PROBING))
          .addListener(set -> System.out.println(channel + " is probed: " + set.isSuccess()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      context.writeAndFlush(bytes);
    }
  }
}
// end

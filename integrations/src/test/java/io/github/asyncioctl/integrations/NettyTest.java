package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.netty.NettyFutures;
import io.github.asyncioctl.windows.Waits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server of Netty. */
class NettyTest extends IntegrationTest {
  private static Future<Void> change(AsyncIoctl io, Channel channel) {
    // snippet: nettyCancel
    Future<Void> change =
        NettyFutures.on(channel, io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE));
    channel.closeFuture().addListener(closed -> change.cancel(true));
    // end
    return change;
  }

  @Test
  void connectionsAreProbedBeforeTheyAreServed() throws Exception {
    CompletableFuture<Channel> active = new CompletableFuture<>();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      Channel server = serve(group, active);
      InetSocketAddress address = (InetSocketAddress) server.localAddress();
      try (Socket client = new Socket(address.getAddress(), address.getPort())) {
        Channel accepted = Waits.get(active);
        assertThat(client.isConnected()).isTrue();
        assertThat(io.stats().started()).isEqualTo(1);

        Future<Void> change = change(io, accepted);
        Waits.untilIssued(io);
        assertThat(change.isDone()).isFalse();
        accepted.close().sync();
        assertThat(change.await(Waits.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      group.shutdownGracefully(0, 30, TimeUnit.SECONDS).sync();
    }
  }

  private Channel serve(EventLoopGroup group, CompletableFuture<Channel> active) throws Exception {
    ProbingHandler probing = new ProbingHandler(io);
    return new ServerBootstrap()
        .group(group)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel.pipeline().addLast(probing, new Told(active));
              }
            })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sync()
        .channel();
  }

  /** What comes after the handler of the docs in the pipeline. */
  private static final class Told extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Channel> active;

    Told(CompletableFuture<Channel> active) {
      this.active = active;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      active.complete(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      active.completeExceptionally(cause);
    }
  }
}

package io.github.asyncioctl.netty;

import static io.github.asyncioctl.codes.Ioctls.FIONREAD;
import static io.github.asyncioctl.codes.Ioctls.SIO_ADDRESS_LIST_CHANGE;
import static io.github.asyncioctl.codes.Ioctls.SIO_KEEPALIVE_VALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.KeepAlive;
import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.Waits;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IOCTLs on the channels of a running Netty. */
@OnWindows
class NettyChannelsTest {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
  private AsyncIoctl io;
  private Channel server;
  private Channel client;

  @BeforeEach
  void connect() {
    io = AsyncIoctl.open();
    server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted.complete(channel);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    client =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(server.localAddress())
            .syncUninterruptibly()
            .channel();
  }

  @AfterEach
  void close() {
    client.close().syncUninterruptibly();
    server.close().syncUninterruptibly();
    io.close();
    group.shutdownGracefully(0, 30, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private Channel datagrams() {
    return new Bootstrap()
        .group(group)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter())
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .syncUninterruptibly()
        .channel();
  }

  private void untilWaiting(Channel channel, long bytes) {
    Waits.until(bytes + " bytes to read", () -> io.ioctlAsync(channel, FIONREAD).join() == bytes);
  }

  @Test
  void aConnectionSaysWhatThereIsToRead() throws Exception {
    client.writeAndFlush(Unpooled.wrappedBuffer(new byte[3])).sync();
    untilWaiting(Waits.get(accepted), 3);
  }

  @Test
  void aDatagramChannelDoes() throws Exception {
    Channel receiver = datagrams();
    Channel sender = datagrams();
    sender
        .writeAndFlush(
            new DatagramPacket(
                Unpooled.wrappedBuffer(new byte[5]), (InetSocketAddress) receiver.localAddress()))
        .sync();
    untilWaiting(receiver, 5);
    sender.close().sync();
    receiver.close().sync();
  }

  @Test
  void eachChannelHasItsOwnSocket() throws Exception {
    assertThat(
            new long[] {
              SocketHandle.of(server).value(),
              SocketHandle.of(client).value(),
              SocketHandle.of(Waits.get(accepted)).value()
            })
        .doesNotHaveDuplicates()
        .doesNotContain(0, -1);
  }

  @Test
  void aHandlerSetsAnOptionAndGoesOnOnItsEventLoop() throws Exception {
    CompletableFuture<Boolean> onTheLoop = new CompletableFuture<>();
    KeepAlive probing = new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));
    client
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void handlerAdded(ChannelHandlerContext context) {
                NettyFutures.on(
                        context.channel(),
                        io.ioctlAsync(context.channel(), SIO_KEEPALIVE_VALS, probing))
                    .addListener(
                        set ->
                            onTheLoop.complete(
                                set.isSuccess() && context.channel().eventLoop().inEventLoop()));
              }
            });
    assertThat(Waits.get(onTheLoop)).isTrue();
  }

  @Test
  void whatPendsOnAServerCompletesOnItsEventLoop() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open()) {
      CompletableFuture<Boolean> onTheLoop = new CompletableFuture<>();
      Future<Void> change = NettyFutures.on(server, io.ioctlAsync(server, SIO_ADDRESS_LIST_CHANGE));
      change.addListener(changed -> onTheLoop.complete(server.eventLoop().inEventLoop()));
      Waits.untilIssued(io);
      if (addresses.areAlone()) {
        assertThat(change.isDone()).isFalse();
      }

      addresses.add(0);
      assertThat(Waits.get(onTheLoop)).isTrue();
      assertThat(change.isSuccess()).isTrue();
    }
  }

  @Test
  void cancellingTheNettyFutureEndsTheOperation() {
    Future<Void> change = NettyFutures.on(client, io.ioctlAsync(client, SIO_ADDRESS_LIST_CHANGE));
    Waits.untilIssued(io);
    assertThat(io.stats().pending()).isEqualTo(1);

    assertThat(change.cancel(true)).isTrue();
    Waits.untilNothingPends(io);
  }

  @Test
  void closingTheChannelEndsTheOperation() throws Exception {
    Future<Void> change = NettyFutures.on(client, io.ioctlAsync(client, SIO_ADDRESS_LIST_CHANGE));
    Waits.untilIssued(io);
    client.close().sync();

    assertThat(change.await(Waits.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(change.cause())
        .isInstanceOfSatisfying(
            IoctlException.class, failure -> assertThat(failure.error()).isEqualTo(995));
  }

  @Test
  void aClosedChannelIsRefused() throws Exception {
    client.close().sync();
    assertThat(Waits.failure(io.ioctlAsync(client, FIONREAD)))
        .isInstanceOf(ClosedChannelException.class);
  }
}

package io.github.asyncioctl.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.datagram.Datagrams;
import io.github.asyncioctl.datagram.ReceivedDatagram;
import io.github.asyncioctl.windows.OnWindows;
import io.github.asyncioctl.windows.Waits;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where datagrams of a channel of Netty's were sent to, which Netty does not tell on Windows. */
@OnWindows
class NettyDatagramsTest {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private AsyncIoctl io;
  private Channel server;
  private Channel client;

  @BeforeEach
  void open() {
    io = AsyncIoctl.open();
    server = channel();
    client = channel();
  }

  @AfterEach
  void close() {
    client.close().syncUninterruptibly();
    server.close().syncUninterruptibly();
    io.close();
    group.shutdownGracefully(0, 30, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private Channel channel() {
    return new Bootstrap()
        .group(group)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .handler(new ChannelInboundHandlerAdapter())
        .bind(new InetSocketAddress(0))
        .syncUninterruptibly()
        .channel();
  }

  private void send(InetAddress host, byte... data) throws InterruptedException {
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    client
        .writeAndFlush(
            new DatagramPacket(Unpooled.wrappedBuffer(data), new InetSocketAddress(host, port)))
        .sync();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
  void aChannelTellsWhereItWasAsked(String literal) throws Exception {
    InetAddress host = InetAddress.getAllByName(literal)[0];
    CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
    send(host, (byte) 1, (byte) 2);

    assertThat(Waits.get(receive).data()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    assertThat(Waits.get(receive).destination()).contains(host);
    assertThat(Waits.get(receive).source().getPort())
        .isEqualTo(((InetSocketAddress) client.localAddress()).getPort());
  }

  @Test
  void closingTheChannelEndsTheReceive() throws Exception {
    CompletableFuture<ReceivedDatagram> receive = Datagrams.receiveAsync(io, server);
    Waits.untilIssued(io);
    server.close().sync();

    assertThat(Waits.ioctlFailure(receive).error()).isEqualTo(995);
  }
}

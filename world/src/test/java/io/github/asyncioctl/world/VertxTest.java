package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.netty.NettyFutures;
import io.github.asyncioctl.windows.Waits;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The channel behind a socket of Vert.x, whose event loops end before it is forgotten. */
class VertxTest extends WorldTest {
  private static <T> T get(io.vertx.core.Future<T> future) throws Exception {
    return Waits.get(future.toCompletionStage().toCompletableFuture());
  }

  @Test
  void channelIsUsedUntilTheEventLoopsEnd() throws Exception {
    CompletableFuture<NetSocket> connected = new CompletableFuture<>();
    Vertx vertx = Vertx.vertx();
    NetServer server = vertx.createNetServer();
    server.connectHandler(
        socket -> {
          connected.complete(socket);
          socket.handler(socket::write);
        });
    try {
      get(server.listen(0, "127.0.0.1"));
      try (Socket client = new Socket(loopback(), server.actualPort())) {
        Payload.echo(client);
        NetSocket socket = Waits.get(connected);
        assertRefused(socket);
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        assertPorts(channel, server.actualPort(), client.getLocalPort());
        Storm.beside(io, channel, () -> Payload.echo(client));

        CompletableFuture<ByteBuffer> change =
            io.ioctlAsync(channel, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null);
        var inNetty = NettyFutures.on(channel, change);
        Waits.untilIssued(io);
        get(vertx.close());
        assertThat(Waits.ioctlFailure(change).isCancelled()).isTrue();
        Waits.until("Netty knows, although its loop has ended", inNetty::isDone);
        assertThat(Waits.failure(io.ioctlAsync(channel, Ioctls.FIONREAD)))
            .isInstanceOf(ClosedChannelException.class);
      }
    } finally {
      get(vertx.close());
    }
  }
}

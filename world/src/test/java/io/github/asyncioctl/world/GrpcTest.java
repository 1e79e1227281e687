package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.Waits;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The channel of a gRPC client, which a factory of ours has made for it. */
class GrpcTest extends WorldTest {
  private static final MethodDescriptor<byte[], byte[]> ECHO =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(MethodDescriptor.generateFullMethodName("World", "echo"))
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private final CompletableFuture<Channel> made = new CompletableFuture<>();

  private Channel make() {
    Channel channel = new NioSocketChannel();
    made.complete(channel);
    return channel;
  }

  @Test
  void channelOfTheNettyTransportIsUsed() throws Exception {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(loopback(), 0))
            .addService(echo())
            .build()
            .start();
    ManagedChannel client =
        NettyChannelBuilder.forAddress(new InetSocketAddress(loopback(), server.getPort()))
            .usePlaintext()
            .eventLoopGroup(loop)
            .channelFactory(this::make)
            .build();
    try {
      call(client, Payload.bytes(10));
      Channel used = Waits.get(made);
      int local = ((InetSocketAddress) used.localAddress()).getPort();
      assertPorts(used, local, server.getPort());
      Storm.beside(io, used, () -> call(client, Payload.bytes(100_000)));
    } finally {
      client.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
      server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
      loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
    }
  }

  private static void call(ManagedChannel client, byte[] sent) {
    assertThat(ClientCalls.blockingUnaryCall(client, ECHO, CallOptions.DEFAULT, sent))
        .isEqualTo(sent);
  }

  private static ServerServiceDefinition echo() {
    return ServerServiceDefinition.builder("World")
        .addMethod(
            ECHO,
            ServerCalls.asyncUnaryCall(
                (request, response) -> {
                  response.onNext(request);
                  response.onCompleted();
                }))
        .build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

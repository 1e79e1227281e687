package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.Waits;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The channels of Lettuce, which are Netty's, through its customizer. */
class LettuceTest extends WorldTest {
  private final CompletableFuture<Channel> channel = new CompletableFuture<>();
  private final ClientResources resources =
      ClientResources.builder()
          .ioThreadPoolSize(2)
          .computationThreadPoolSize(2)
          .nettyCustomizer(
              new NettyCustomizer() {
                @Override
                public void afterChannelInitialized(Channel made) {
                  channel.complete(made);
                }
              })
          .build();

  @Test
  void channelIsUsed() throws Exception {
    try (EchoServer server = new EchoServer(EchoServer.plain(), FakeRedis::serve);
        RedisClient client =
            RedisClient.create(
                resources,
                RedisURI.builder().withHost("127.0.0.1").withPort(server.port()).build())) {
      client.setOptions(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        Channel used = Waits.get(channel);
        assertPorts(used, server.accepted().getPort(), server.port());
        Storm.beside(io, used, () -> keep(connection, Payload.text(10_000)));
      }
    } finally {
      resources.shutdown(0, 10, TimeUnit.SECONDS).get();
    }
  }

  private static void keep(StatefulRedisConnection<String, String> connection, String value) {
    assertThat(connection.sync().set("key", value)).isEqualTo("OK");
    assertThat(connection.sync().get("key")).isEqualTo(value);
  }
}

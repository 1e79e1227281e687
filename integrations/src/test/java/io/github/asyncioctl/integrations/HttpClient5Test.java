package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sockets of Apache HttpClient, which needs the module jdk.net. */
@Tag("jdknet")
class HttpClient5Test extends IntegrationTest {
  private static String get(AsyncIoctl io, String uri) throws IOException {
    // snippet: httpClient5Use
    KeepAlive probing = new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));
    try (CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(new ProbedConnections(io, probing).build())
            .build()) {
      return client.execute(
          new HttpGet(uri), response -> EntityUtils.toString(response.getEntity()));
    }
    // end
  }

  private static String getAsynchronously(AsyncIoctl io, KeepAlive probing, String uri)
      throws Exception {
    // snippet: httpClient5Async
    try (CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setIoSessionDecorator(
                session -> {
                  io.ioctlAsync(session.channel(), Ioctls.SIO_KEEPALIVE_VALS, probing);
                  return session;
                })
            .build()) {
      client.start();
      return client.execute(SimpleRequestBuilder.get(uri).build(), null).get().getBodyText();
    }
    // end
  }

  private HttpServer server;
  private String uri;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @AfterEach
  void stopServing() {
    server.stop(0);
  }

  @Test
  void connectionsAreProbed() throws Exception {
    assertThat(get(io, uri)).isEqualTo("hello");
    assertThat(io.stats().started()).isEqualTo(1);
    assertThat(io.stats().failed()).isZero();
  }

  @Test
  void connectionsOfTheAsynchronousClientAreProbed() throws Exception {
    KeepAlive probing = new KeepAlive(true, Duration.ofSeconds(60), Duration.ofSeconds(1));
    assertThat(getAsynchronously(io, probing, uri)).isEqualTo("hello");
    assertThat(io.stats().started()).isPositive();
    assertThat(io.stats().failed()).isZero();
  }
}

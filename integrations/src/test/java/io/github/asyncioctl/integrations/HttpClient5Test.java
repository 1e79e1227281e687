package io.github.asyncioctl.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;

/** The sockets of Apache HttpClient. */
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

  @Test
  void connectionsAreProbed() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write("hello".getBytes());
          exchange.close();
        });
    server.start();
    try {
      String uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      assertThat(get(io, uri)).isEqualTo("hello");
      assertThat(io.stats().started()).isEqualTo(1);
    } finally {
      server.stop(0);
    }
  }
}

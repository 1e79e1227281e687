package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.OkHttpClient;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.conn.ManagedHttpClientConnection;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpCoreContext;
import org.apache.http.util.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ends of HTTP: the clients' sockets, and Jetty's channels. */
class HttpTest extends WorldTest {
  private static final int SIZE = 50_000;

  private final BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
  private JettyEcho jetty;

  @BeforeEach
  void serve() throws Exception {
    jetty = new JettyEcho();
  }

  @AfterEach
  void stopServing() {
    jetty.close();
  }

  @Test
  void socketOfOkHttpIsUsed() throws Exception {
    OkHttpClient client = Posts.client(sockets::add, Proxy.NO_PROXY);
    try {
      Posts.post(client, jetty.uri(), SIZE);
      Socket socket = sockets.take();
      assertPorts(socket, socket.getLocalPort(), jetty.port());
      Storm.beside(io, socket, () -> Posts.post(client, jetty.uri(), SIZE));
      assertThat(sockets).as("it has used the same one").containsOnly(socket);
    } finally {
      Posts.close(client);
    }
  }

  @Test
  void socketOfOkHttpBehindAProxyIsUsed() throws Exception {
    try (EchoServer proxy = new EchoServer(EchoServer.plain(), TunnelProxy::serve)) {
      OkHttpClient client =
          Posts.client(sockets::add, new Proxy(Proxy.Type.SOCKS, proxy.address()));
      try {
        Posts.post(client, jetty.uri(), SIZE);
        Socket socket = sockets.take();
        assertPorts(socket, proxy.accepted().getPort(), proxy.port());
        Storm.beside(io, socket, () -> Posts.post(client, jetty.uri(), SIZE));
      } finally {
        Posts.close(client);
      }
    }
  }

  @Test
  void channelOfJettyIsUsed() throws Exception {
    OkHttpClient client = Posts.client(sockets::add, Proxy.NO_PROXY);
    try {
      Posts.post(client, jetty.uri(), SIZE);
      SocketChannel channel = jetty.channel();
      assertPorts(channel, jetty.port(), sockets.take().getLocalPort());
      Storm.beside(io, channel, () -> Posts.post(client, jetty.uri(), SIZE));
    } finally {
      Posts.close(client);
    }
  }

  @Test
  void socketOfHttpClient4IsUsed() throws Exception {
    try (CloseableHttpClient client =
        HttpClients.custom()
            .addInterceptorLast(
                (HttpResponse response, HttpContext context) ->
                    sockets.add(
                        HttpCoreContext.adapt(context)
                            .getConnection(ManagedHttpClientConnection.class)
                            .getSocket()))
            .build()) {
      post(client, SIZE);
      Socket socket = sockets.take();
      assertPorts(socket, socket.getLocalPort(), jetty.port());
      Storm.beside(io, socket, () -> post(client, SIZE));
      assertThat(sockets).as("it has used the same one").containsOnly(socket);
    }
  }

  private void post(CloseableHttpClient client, int size) throws IOException {
    byte[] sent = Payload.bytes(size);
    HttpPost post = new HttpPost(jetty.uri());
    post.setEntity(new ByteArrayEntity(sent));
    try (CloseableHttpResponse response = client.execute(post)) {
      assertThat(EntityUtils.toByteArray(response.getEntity())).isEqualTo(sent);
    }
  }
}

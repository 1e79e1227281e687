package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Posts through OkHttp to servers that send back what they get. */
final class Posts {
  private Posts() {}

  /** A client that tells of the socket of each request. */
  static OkHttpClient client(Consumer<Socket> sockets, Proxy proxy) {
    return new OkHttpClient.Builder()
        .proxy(proxy)
        .addNetworkInterceptor(
            chain -> {
              sockets.accept(Objects.requireNonNull(chain.connection()).socket());
              return chain.proceed(chain.request());
            })
        .build();
  }

  static void post(OkHttpClient client, String uri, int size) throws IOException {
    byte[] sent = Payload.bytes(size);
    Request request = new Request.Builder().url(uri).post(RequestBody.create(sent)).build();
    try (Response response = client.newCall(request).execute()) {
      assertThat(response.body().bytes()).isEqualTo(sent);
    }
  }

  static void close(OkHttpClient client) {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}

package io.github.asyncioctl.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.windows.Waits;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.security.Security;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.server.DefaultSSLWebSocketServerFactory;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.Test;

/** Both ends of Java-WebSocket, with TLS: its server's channel is a wrapper of its own. */
class WebSocketsTest extends WorldTest {
  private static final int SIZE = 20_000;

  private static final class Echo extends WebSocketServer {
    final CompletableFuture<Void> started = new CompletableFuture<>();
    final CompletableFuture<WebSocketImpl> opened = new CompletableFuture<>();

    Echo() {
      super(new InetSocketAddress(loopback(), 0), 1);
    }

    @Override
    public void onStart() {
      started.complete(null);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      opened.complete((WebSocketImpl) socket);
    }

    @Override
    public void onMessage(WebSocket socket, ByteBuffer message) {
      socket.send(message);
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      throw new AssertionError(message);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      // As it should be.
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
      started.completeExceptionally(e);
      opened.completeExceptionally(e);
    }
  }

  private static final class Client extends WebSocketClient {
    private final BlockingQueue<ByteBuffer> received = new LinkedBlockingQueue<>();

    Client(URI server) {
      super(server);
    }

    void exchange() throws InterruptedException {
      byte[] sent = Payload.bytes(SIZE);
      send(sent);
      assertThat(received.poll(Waits.BOUND.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo(ByteBuffer.wrap(sent));
    }

    @Override
    public void onMessage(ByteBuffer message) {
      received.add(message);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      // connectBlocking() says so.
    }

    @Override
    public void onMessage(String message) {
      throw new AssertionError(message);
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      // As it should be.
    }

    @Override
    public void onError(Exception e) {
      // The next exchange fails.
    }
  }

  @Test
  void socketAndChannelBelowTlsAreUsed() throws Exception {
    SSLContext tls = Certificates.context(Security.getProvider("SunJSSE"));
    Echo server = new Echo();
    server.setWebSocketFactory(new DefaultSSLWebSocketServerFactory(tls));
    server.start();
    try {
      Waits.get(server.started);
      Client client = new Client(URI.create("wss://localhost:" + server.getPort() + "/"));
      client.setSocketFactory(tls.getSocketFactory());
      assertThat(client.connectBlocking()).isTrue();
      Socket socket = client.getSocket();
      assertPorts(socket, socket.getLocalPort(), server.getPort());
      WebSocketImpl opened = Waits.get(server.opened);
      assertRefused(opened.getChannel());
      SelectableChannel channel = opened.getSelectionKey().channel();
      assertPorts(channel, server.getPort(), socket.getLocalPort());
      try (Storm storm = new Storm(io, socket)) {
        Storm.beside(io, channel, client::exchange);
        storm.awaitEnough();
      }
      client.closeBlocking();
    } finally {
      server.stop(1_000);
    }
  }
}

package io.github.asyncioctl.world;

import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty that sends back what is posted, and tells over which channels. */
final class JettyEcho implements AutoCloseable {
  private final Server server = new Server(new QueuedThreadPool(8));
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final BlockingQueue<SocketChannel> channels = new LinkedBlockingQueue<>();

  JettyEcho() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Echo());
    server.start();
  }

  /** That of the oldest request that nobody has asked for. */
  SocketChannel channel() throws InterruptedException {
    return channels.take();
  }

  int port() {
    return connector.getLocalPort();
  }

  String uri() {
    return "http://127.0.0.1:" + port() + "/";
  }

  private final class Echo extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      SocketChannelEndPoint end =
          (SocketChannelEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
      channels.add(end.getChannel());
      Content.copy(request, response, callback);
      return true;
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.github.asyncioctl.world;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.OkHttpClient;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.Http11Nio2Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The channels of Tomcat's two connectors. No servlet can ask for its channel; a protocol handler
 * that extends Tomcat's can ask the endpoint for those of all connections.
 */
class TomcatTest extends WorldTest {
  private static final int SIZE = 50_000;

  /** Who has the channels. */
  private interface Channels {
    NetworkChannel only();
  }

  private static final class Nio extends Http11NioProtocol implements Channels {
    @Override
    public NetworkChannel only() {
      return getEndpoint().getConnections().iterator().next().getSocket().getIOChannel();
    }
  }

  private static final class Nio2 extends Http11Nio2Protocol implements Channels {
    @Override
    public NetworkChannel only() {
      return getEndpoint().getConnections().iterator().next().getSocket().getIOChannel();
    }
  }

  /** Sends back what is posted. */
  private static final class Echo extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getInputStream().transferTo(response.getOutputStream());
    }
  }

  @TempDir private Path folder;

  @Test
  void channelOfTheNioConnectorIsUsed() throws Exception {
    Nio protocol = new Nio();
    channelIsUsed(protocol, protocol);
  }

  @Test
  void channelOfTheNio2ConnectorIsUsed() throws Exception {
    Nio2 protocol = new Nio2();
    channelIsUsed(protocol, protocol);
  }

  private void channelIsUsed(ProtocolHandler protocol, Channels channels) throws Exception {
    Tomcat tomcat = serve(protocol);
    BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
    OkHttpClient client = Posts.client(sockets::add, Proxy.NO_PROXY);
    try {
      int port = tomcat.getConnector().getLocalPort();
      String uri = "http://127.0.0.1:" + port + "/";
      Posts.post(client, uri, SIZE);
      NetworkChannel channel = channels.only();
      assertPorts(channel, port, sockets.take().getLocalPort());
      Storm.beside(io, channel, () -> Posts.post(client, uri, SIZE));
    } finally {
      Posts.close(client);
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private Tomcat serve(ProtocolHandler protocol) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector(protocol);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "echo", new Echo()).addMapping("/");
    tomcat.start();
    return tomcat;
  }
}

package io.github.asyncioctl.world;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A proxy that speaks SOCKS 5 and the CONNECT of HTTP, and asks nobody for a password. All hosts
 * are this one.
 *
 * <p>Source: RFC 1928, RFC 9110 section 9.3.6.
 */
final class TunnelProxy {
  private static final int SOCKS = 5;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  private TunnelProxy() {}

  static void serve(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    boolean socks = in.read() == SOCKS;
    int port = socks ? socksPort(in, out) : httpPort(in);
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      out.write(
          socks
              ? new byte[] {SOCKS, 0, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port}
              : "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      EchoServer.start(() -> pump(server, client));
      pump(client, server);
    }
  }

  private static int socksPort(DataInputStream in, OutputStream out) throws IOException {
    in.readNBytes(in.read());
    out.write(new byte[] {SOCKS, 0});
    in.readNBytes(3);
    int kind = in.read();
    in.readNBytes(kind == NAME ? in.read() : kind == IPV6 ? 16 : 4);
    return in.readUnsignedShort();
  }

  private static int httpPort(DataInputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) in.readUnsignedByte());
    }
    String target = request.toString().split(" ", -1)[1];
    return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
  }

  private static void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      for (int n; (n = from.getInputStream().read(buffer)) >= 0; ) {
        to.getOutputStream().write(buffer, 0, n);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One of the two has gone, so the other has to go, too: whoever serves closes it.
    }
  }
}

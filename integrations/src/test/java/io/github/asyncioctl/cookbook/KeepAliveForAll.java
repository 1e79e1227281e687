package io.github.asyncioctl.cookbook;

// snippet: cookKeepAlive
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Has Windows probe every accepted connection after a minute without traffic. */
public final class KeepAliveForAll {
  private static final KeepAlive PROBING =
      KeepAlive.after(Duration.ofSeconds(60), Duration.ofSeconds(1));

  public static void main(String[] args) throws IOException {
    try (AsyncIoctl io = AsyncIoctl.open();
        ServerSocket server = new ServerSocket(Integer.parseInt(args[0]))) {
      while (true) {
        Socket connection = accept(io, server);
        new Thread(() -> serve(connection)).start();
      }
    }
  }

  static Socket accept(AsyncIoctl io, ServerSocket server) throws IOException {
    Socket connection = server.accept();
    try {
      io.ioctl(connection, Ioctls.SIO_KEEPALIVE_VALS, PROBING); // takes microseconds
      return connection;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      connection.getInputStream().transferTo(connection.getOutputStream());
    } catch (IOException gone) {
      System.out.println(connection + ": " + gone.getMessage());
    }
  }
}
// end

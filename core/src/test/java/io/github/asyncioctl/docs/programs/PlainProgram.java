package io.github.asyncioctl.docs.programs;

// snippet: plainProgram
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.KeepAlive;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

public final class PlainProgram {
  public static void main(String[] args) throws IOException {
    try (AsyncIoctl io = AsyncIoctl.open();
        Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
      KeepAlive probing = KeepAlive.after(Duration.ofSeconds(60), Duration.ofSeconds(1));
      io.ioctl(socket, Ioctls.SIO_KEEPALIVE_VALS, probing);
      System.out.println(io.ioctl(socket, Ioctls.FIONREAD) + " bytes to read");
      try {
        System.out.println("rtt: " + io.ioctl(socket, Ioctls.SIO_TCP_INFO_V0).roundTripTime());
      } catch (IoctlException e) {
        if (!e.isUnsupported()) {
          throw e;
        }
        System.out.println("no statistics: " + e.errorName());
      }
      try {
        io.ioctl(socket, Ioctls.SIO_ADDRESS_LIST_CHANGE, Duration.ofMillis(500));
        System.out.println("an address has changed");
      } catch (SocketTimeoutException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
// end

package io.github.asyncioctl.cookbook;

// snippet: cookQuickAck
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.Socket;

/** Acknowledges each packet at once, for protocols that wait for each ACK. */
public final class QuickAck {
  public static void main(String[] args) throws IOException {
    try (AsyncIoctl io = AsyncIoctl.open();
        Socket socket = new Socket(args[0], Integer.parseInt(args[1]))) {
      System.out.println(quickAck(io, socket) ? "at once" : "not supported by this Windows");
    }
  }

  /** Returns false before Windows 10. */
  static boolean quickAck(AsyncIoctl io, Socket socket) throws IOException {
    try {
      io.ioctl(socket, Ioctls.SIO_TCP_SET_ACK_FREQUENCY, 1);
      return true;
    } catch (IoctlException e) {
      if (e.isUnsupported()) {
        return false;
      }
      throw e;
    }
  }
}
// end

package io.github.asyncioctl.cookbook;

// snippet: cookReservePorts
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.PortRange;
import io.github.asyncioctl.codes.PortReservation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Reserves ten ports for this process, and listens on one of them. */
public final class ReservePorts {
  public static void main(String[] args) throws IOException {
    try (AsyncIoctl io = AsyncIoctl.open();
        ServerSocketChannel owner = ServerSocketChannel.open(); // reserved until it is closed
        ServerSocketChannel server = ServerSocketChannel.open()) {
      PortReservation block = reserve(io, owner, 10);
      System.out.println("reserved from port " + block.ports().start());
      use(io, server, block);
      System.out.println("listening on " + server.getLocalAddress());
    }
  }

  static PortReservation reserve(AsyncIoctl io, ServerSocketChannel owner, int ports)
      throws IOException {
    PortRange anywhere = new PortRange(0, ports); // 0: the system chooses the first
    return io.ioctl(owner, Ioctls.SIO_ACQUIRE_PORT_RESERVATION, anywhere);
  }

  static void use(AsyncIoctl io, ServerSocketChannel server, PortReservation block)
      throws IOException {
    io.ioctl(server, Ioctls.SIO_ASSOCIATE_PORT_RESERVATION, block.token());
    server.bind(new InetSocketAddress(0)); // takes a port of the block
  }
}
// end

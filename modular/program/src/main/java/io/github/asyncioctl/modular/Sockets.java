package io.github.asyncioctl.modular;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/** The same query on a JDK socket and on a Netty channel. */
final class Sockets {
  private static final String METERS = "io.github.asyncioctl.micrometer";

  private Sockets() {}

  static void ask() throws IOException {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      show("the JDK", waiting(io, channel));
      // Netty's channels are known through a service of the Netty module.
      show("Netty", waiting(io, new NioDatagramChannel(channel)));
      if (ModuleLayer.boot().findModule(METERS).isPresent()) {
        Meters.show(io);
      }
    }
  }

  private static int waiting(AsyncIoctl io, Object socket) {
    return io.ioctlAsync(socket, ControlCodes.FIONREAD, null).join().getInt();
  }

  private static void show(String whose, int waiting) {
    System.out.println("a socket of " + whose + ": " + waiting + " bytes to read");
  }
}

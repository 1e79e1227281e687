package io.github.asyncioctl.cookbook;

// snippet: cookConnReset
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Sends to a closed port, and can still receive. */
public final class KeepReceiving {
  public static void main(String[] args) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel channel = DatagramChannel.open()) {
      connect(io, channel, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
      channel.write(ByteBuffer.allocate(1)); // "port unreachable" comes back, and is ignored
      channel.configureBlocking(false);
      Thread.sleep(100);
      System.out.println(channel.read(ByteBuffer.allocate(1)) + " bytes, and no exception");
    }
  }

  /** The JDK switches the errors on when it connects, so this comes after each connect. */
  static void connect(AsyncIoctl io, DatagramChannel channel, InetSocketAddress peer)
      throws IOException {
    channel.connect(peer);
    io.ioctl(channel, Ioctls.SIO_UDP_CONNRESET, false);
  }
}
// end

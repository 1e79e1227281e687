package io.github.asyncioctl.docs.programs;

// snippet: addressChange
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

public final class AddressChange {
  public static void main(String[] args) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel ipv4 = DatagramChannel.open(StandardProtocolFamily.INET)) {
      System.out.println("now: " + io.ioctl(ipv4, Ioctls.SIO_ADDRESS_LIST_QUERY));
      io.ioctlAsync(ipv4, Ioctls.SIO_ADDRESS_LIST_CHANGE) // pends until an address changes
          .thenCompose(changed -> io.ioctlAsync(ipv4, Ioctls.SIO_ADDRESS_LIST_QUERY))
          .thenAccept(addresses -> System.out.println("then: " + addresses))
          .join();
    }
  }
}
// end

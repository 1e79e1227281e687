package io.github.asyncioctl.docs.programs;

// snippet: firstProgram
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class FirstProgram {
  public static void main(String[] args) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.INET)) {
      System.out.println("now: " + io.ioctlAsync(socket, Ioctls.SIO_ADDRESS_LIST_QUERY).get());

      CompletableFuture<Void> change = io.ioctlAsync(socket, Ioctls.SIO_ADDRESS_LIST_CHANGE);
      System.out.println("waiting for a change, up to a minute");
      try {
        change.get(1, TimeUnit.MINUTES);
        System.out.println("then: " + io.ioctlAsync(socket, Ioctls.SIO_ADDRESS_LIST_QUERY).get());
      } catch (TimeoutException e) {
        System.out.println("nothing has changed");
      }
    }
  }
}
// end

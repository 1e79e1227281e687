package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.windows.NamedPipe;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.CompletableFuture;

/** A program that ends while a thousand operations pend. */
final class LeavingMain {
  private static final int OPERATIONS = 500;

  private LeavingMain() {}

  /** How to leave: return, exit, close (in a shutdown hook) or halt. */
  public static void main(String[] way) throws Exception {
    AsyncIoctl io = AsyncIoctl.open();
    AsynchronousSocketChannel socket = AsynchronousSocketChannel.open();
    for (int i = 0; i < OPERATIONS; i++) {
      CompletableFuture<?> unusedChange = io.ioctlAsync(socket, SIO_ADDRESS_LIST_CHANGE, null);
      NamedPipe pipe = new NamedPipe();
      CompletableFuture<?> unusedListen =
          io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0);
    }
    while (io.stats().started() < 2 * OPERATIONS) {
      Thread.onSpinWait();
    }
    System.out.println("pending: " + io.stats().pending());
    System.out.println(Child.LEAVING);
    leave(way[0], io);
  }

  private static void leave(String way, AsyncIoctl io) {
    switch (way) {
      case "return" -> {}
      case "exit" -> System.exit(7);
      case "close" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(io::close));
        System.exit(7);
      }
      case "halt" -> Runtime.getRuntime().halt(7);
      default -> throw new IllegalArgumentException(way);
    }
  }
}

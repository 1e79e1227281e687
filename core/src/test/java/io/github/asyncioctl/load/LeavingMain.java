package io.github.asyncioctl.load;

import static io.github.asyncioctl.ControlCodes.FSCTL_PIPE_LISTEN;
import static io.github.asyncioctl.ControlCodes.SIO_ADDRESS_LIST_CHANGE;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.windows.NamedPipe;
import io.github.asyncioctl.windows.RawWin32;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** A program that ends while a thousand operations and five hundred waits pend. */
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
    long[] events = new long[OPERATIONS];
    for (int i = 0; i < OPERATIONS; i++) {
      events[i] = RawWin32.CreateEventW(0, 0, 0, 0);
      CompletableFuture<?> unusedWait = io.waitAsync(events[i]);
    }
    while (io.stats().started() < 2 * OPERATIONS) {
      Thread.onSpinWait();
    }
    System.out.println("pending: " + io.stats().pending());
    System.out.println("waits: " + io.stats().waits().pending());
    System.out.println(Child.LEAVING);
    signalMeanwhile(events);
    leave(way[0], io);
  }

  /** The system calls back into a JVM that is about to end. */
  private static void signalMeanwhile(long[] events) {
    Thread thread = new Thread(() -> LongStream.of(events).forEach(RawWin32::SetEvent));
    thread.setDaemon(true);
    thread.start();
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

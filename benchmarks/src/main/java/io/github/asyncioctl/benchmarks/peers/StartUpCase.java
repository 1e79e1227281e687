package io.github.asyncioctl.benchmarks.peers;

import io.github.asyncioctl.AsyncIoctl;
import java.io.IOException;
import java.nio.channels.AsynchronousSocketChannel;

/** From open() to the first completion, in a JVM that has not seen the library before. */
final class StartUpCase {
  private StartUpCase() {}

  static void run(String name, Lines lines) throws IOException {
    AsynchronousSocketChannel channel = Sockets.connected();
    long from = System.nanoTime();
    try (AsyncIoctl io = AsyncIoctl.open()) {
      long opened = System.nanoTime();
      io.ioctlAsync(channel, Codes.FIONREAD, null, Integer.BYTES).join();
      long first = System.nanoTime();
      // Fails, but only when the waiter has issued it.
      io.deviceIoctlAsync(0, Codes.FSCTL_PIPE_LISTEN, null, 0)
          .handle((answer, failure) -> failure != null)
          .join();
      long waited = System.nanoTime();
      lines.print(name, "open_ms", (opened - from) / 1e6);
      lines.print(name, "first_ms", (first - from) / 1e6);
      lines.print(name, "waiter_ms", (waited - first) / 1e6);
    }
  }
}

package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The measurements that need only a socket. */
final class BenchSockets implements AutoCloseable {
  private static final int MANY = 1_000;

  private final DatagramChannel channel;

  BenchSockets() throws IOException {
    channel = DatagramChannel.open(StandardProtocolFamily.INET).bind(null);
  }

  /** Measures FIONREAD on the caller's thread, including the future. */
  Measurement immediate(AsyncIoctl io, Duration time) throws Exception {
    return Measurement.of(
        "immediate (FIONREAD)",
        time,
        () -> {
          long start = System.nanoTime();
          io.ioctlAsync(channel, Ioctls.FIONREAD).join();
          return System.nanoTime() - start;
        });
  }

  /**
   * Measures from the calls until the kernel has released all operations, divided by their number.
   */
  Measurement cancelled(AsyncIoctl io, Duration time) throws Exception {
    return Measurement.of(
        "issued and cancelled, each of " + MANY,
        time,
        () -> {
          long started = io.stats().started();
          long start = System.nanoTime();
          List<CompletableFuture<ByteBuffer>> changes = new ArrayList<>(MANY);
          for (int i = 0; i < MANY; i++) {
            changes.add(change(io));
          }
          until(() -> io.stats().started() >= started + MANY);
          changes.forEach(each -> each.cancel(true));
          until(() -> io.stats().pending() == 0);
          return (System.nanoTime() - start) / MANY;
        });
  }

  private CompletableFuture<ByteBuffer> change(AsyncIoctl io) {
    return io.ioctlAsync(channel, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null, 0);
  }

  /** No future reports that. A millisecond is little compared with a thousand operations. */
  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

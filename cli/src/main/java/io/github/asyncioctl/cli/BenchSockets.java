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

/** Measures what needs a socket only. */
final class BenchSockets implements AutoCloseable {
  private static final int MANY = 1_000;

  private final DatagramChannel channel;

  BenchSockets() throws IOException {
    channel = DatagramChannel.open(StandardProtocolFamily.INET).bind(null);
  }

  /** FIONREAD: on the caller's thread, future included. */
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

  /** From the call to the moment when the kernel has given everything back. */
  Measurement cancelled(AsyncIoctl io, Duration time) throws Exception {
    return Measurement.of(
        "issued, cancelled, given back",
        time,
        () -> {
          long started = io.stats().started();
          long start = System.nanoTime();
          CompletableFuture<ByteBuffer> change = change(io);
          while (io.stats().started() == started) {
            Thread.yield(); // with one processor, the waiter needs it
          }
          change.cancel(true);
          untilNothingPends(io);
          return System.nanoTime() - start;
        });
  }

  /** The same with a thousand of them at once, for each of them. */
  Measurement manyPending(AsyncIoctl io, Duration time) throws Exception {
    return Measurement.of(
        "the same, each of " + MANY + " at once",
        time,
        () -> {
          long started = io.stats().started();
          long start = System.nanoTime();
          List<CompletableFuture<ByteBuffer>> changes = new ArrayList<>(MANY);
          for (int i = 0; i < MANY; i++) {
            changes.add(change(io));
          }
          while (io.stats().started() < started + MANY) {
            Thread.yield(); // with one processor, the waiter needs it
          }
          changes.forEach(each -> each.cancel(true));
          untilNothingPends(io);
          return (System.nanoTime() - start) / MANY;
        });
  }

  private CompletableFuture<ByteBuffer> change(AsyncIoctl io) {
    return io.ioctlAsync(channel, ControlCodes.SIO_ADDRESS_LIST_CHANGE, null, 0);
  }

  private static void untilNothingPends(AsyncIoctl io) {
    while (io.stats().pending() > 0) {
      Thread.yield(); // with one processor, the waiter needs it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.github.asyncioctl.cookbook;

// snippet: cookMeasure
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlStats;
import io.github.asyncioctl.PendingIoctl;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import jdk.jfr.consumer.RecordingStream;

/** What an engine does: each operation from Flight Recorder, totals, and pending operations. */
public final class MeasureIt {
  public static void main(String[] args) throws IOException {
    try (AsyncIoctl io = AsyncIoctl.open();
        RecordingStream events = new RecordingStream()) {
      events.enable("io.github.asyncioctl.Operation").withThreshold(Duration.ZERO);
      events.onEvent(
          "io.github.asyncioctl.Operation",
          each ->
              System.out.printf(
                  "%s took %d us%n", each.getString("code"), each.getDuration().toNanos() / 1000));
      events.startAsync();
      try (DatagramChannel channel = DatagramChannel.open()) {
        io.ioctlAsync(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE);
        io.ioctl(channel, Ioctls.FIONREAD);
        System.out.println(totals(io));
        oldest(io);
      }
    }
  }

  static String totals(AsyncIoctl io) {
    IoctlStats stats = io.stats();
    return "%d started, %d pending, %d failed, %d never released"
        .formatted(stats.started(), stats.pending(), stats.failed(), stats.retained());
  }

  /** Lists the pending operations with their ages. */
  static void oldest(AsyncIoctl io) {
    for (PendingIoctl each : io.pending()) {
      System.out.printf("code 0x%08X has been pending for %s%n", each.code(), each.age());
    }
  }
}
// end

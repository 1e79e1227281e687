package io.github.asyncioctl.docs;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlStats;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;

/** The snippets of docs/observability.md. */
public final class ObservabilitySnippets {
  private ObservabilitySnippets() {}

  public static void stats(AsyncIoctl io) {
    // snippet: stats
    IoctlStats stats = io.stats();
    System.out.printf(
        "%d pending on %d lanes, %d cancelled, %d failed, %d bytes never freed%n",
        stats.pending(), stats.lanes(), stats.cancelled(), stats.failed(), stats.retainedBytes());
    // end
  }

  public static void recording(AsyncIoctl io, NetworkChannel channel, Path file)
      throws IOException {
    // snippet: recording
    try (Recording recording = new Recording()) {
      recording.enable("io.github.asyncioctl.Operation").withThreshold(Duration.ZERO);
      recording.start();
      io.ioctlAsync(channel, Ioctls.FIONREAD).join();
      recording.dump(file);
    }
    // end
  }
}

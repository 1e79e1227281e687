package io.github.asyncioctl.windows;

import static io.github.asyncioctl.ControlCodes.FIONREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.docs.ObservabilitySnippets;
import io.github.asyncioctl.jfr.Recorded;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flight recording of real operations. */
@OnWindows
class FlightRecordingTest {
  /** Some JVMs leave the file empty where its folder, or the temporary one, has other letters. */
  @BeforeEach
  void theJvmWritesRecordings(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("control.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(file);
    }
    assumeTrue(Files.size(file) > 0, "the JVM's Flight Recorder writes nothing into " + folder);
  }

  @Test
  void anOperationIsInTheFile(@TempDir Path folder) throws Exception {
    try (Recorded recorded = new Recorded(folder);
        AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel channel = DatagramChannel.open()) {
      Waits.get(io.ioctlAsync(channel, FIONREAD, null, 4));
      String handle = "0x" + Long.toHexString(SocketHandle.of(channel).value());
      assertThat(recorded.events("Operation"))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.getString("code")).isEqualTo("FIONREAD (0x4004667F)");
                assertThat(event.getString("handle")).isEqualTo(handle);
                assertThat(event.getLong("bytes")).isEqualTo(4);
              });
    }
  }

  @Test
  void theSnippetsOfTheDocsDoWhatTheySay(@TempDir Path folder) throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        DatagramChannel channel = DatagramChannel.open()) {
      ObservabilitySnippets.stats(io);
      Path file = folder.resolve("snippet.jfr");
      ObservabilitySnippets.recording(io, channel, file);
      assertThat(RecordingFile.readAllEvents(file))
          .extracting(event -> event.getEventType().getName())
          .contains("io.github.asyncioctl.Operation");
    }
  }
}

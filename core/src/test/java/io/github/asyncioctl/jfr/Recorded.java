package io.github.asyncioctl.jfr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A flight recording of this library's events, of any length. */
public final class Recorded implements AutoCloseable {
  private final Recording recording = new Recording();
  private final Path folder;

  public Recorded(Path folder) {
    this.folder = folder;
    for (String name : List.of("Operation", "WaiterBatch", "Engine")) {
      recording.enable("io.github.asyncioctl." + name).withThreshold(Duration.ZERO);
    }
    recording.start();
  }

  /** Ends the recording, and returns its events of a kind, oldest first. */
  public List<RecordedEvent> events(String name) throws IOException {
    Path file = folder.resolve(name + ".jfr");
    recording.dump(file);
    List<RecordedEvent> all = RecordingFile.readAllEvents(file);
    Files.delete(file);
    return all.stream()
        .filter(event -> event.getEventType().getName().equals("io.github.asyncioctl." + name))
        .sorted((one, other) -> one.getEndTime().compareTo(other.getEndTime()))
        .toList();
  }

  @Override
  public void close() {
    recording.close();
  }
}

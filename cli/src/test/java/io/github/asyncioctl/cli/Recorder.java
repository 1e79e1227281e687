package io.github.asyncioctl.cli;

import io.github.asyncioctl.windows.MachineAddresses;
import io.github.asyncioctl.windows.Waits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Writes the recordings and their pictures anew, on the test bed. {@code pictures} as an argument
 * draws the pictures only, on any system.
 */
final class Recorder {
  private static final long SECONDS = 60;

  private Recorder() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      for (Recording each : Recording.values()) {
        Files.writeString(each.file(), each == Recording.WATCH ? recordWatch() : each.record());
      }
    }
    draw();
  }

  /** Each change is shown before the next one comes. */
  private static String recordWatch() throws Exception {
    try (MachineAddresses addresses = MachineAddresses.open()) {
      ByteArrayOutputStream shown = new ByteArrayOutputStream();
      FutureTask<String> watch = new FutureTask<>(() -> Recording.WATCH.record(shown));
      new Thread(watch, "watch").start();
      awaitShown(shown, "present");
      addresses.add(0);
      awaitShown(shown, "added");
      addresses.remove(0);
      return watch.get(SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void awaitShown(ByteArrayOutputStream shown, String word) throws Exception {
    Waits.until(word, () -> shown.toString(StandardCharsets.UTF_8).contains(word));
  }

  private static void draw() throws IOException {
    for (Recording each : Recording.values()) {
      Files.writeString(each.pictureFile(), each.picture(each.read()));
    }
  }
}

package io.github.asyncioctl.benchmarks.peers;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Changes the machine's addresses, through a program in the test bed that reads commands. */
final class Trigger {
  private static @Nullable FileOutputStream commands;
  private static boolean present;

  private Trigger() {}

  static synchronized void changeAddresses() throws IOException {
    if (commands == null) {
      commands = new FileOutputStream(System.getenv("BENCH_TRIGGER"), true);
    }
    present = !present;
    String command = "addr " + (present ? "add" : "del") + " 10.78.0.1/32 dev v1\n";
    commands.write(command.getBytes(StandardCharsets.US_ASCII));
  }
}

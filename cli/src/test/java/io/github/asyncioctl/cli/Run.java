package io.github.asyncioctl.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A run of the program within this JVM: what it ended with, and what it wrote. */
record Run(int exitCode, String out, String err) {
  static Run of(String... arguments) {
    return of(new Stop(), arguments);
  }

  static Run of(Stop stop, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Main.run(arguments, output(out), stream(err), stop);
    return new Run(exitCode, text(out), text(err));
  }

  /** Standard output into memory. */
  static Output output(OutputStream bytes) {
    return new Output(bytes, StandardCharsets.UTF_8, () -> false);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** With the line ends of Java. */
  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  List<String> lines() {
    return out.lines().toList();
  }

  List<String> errors() {
    return err.lines().toList();
  }
}

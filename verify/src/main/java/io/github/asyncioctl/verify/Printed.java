package io.github.asyncioctl.verify;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Captures standard output until it is closed, because the tests print counts there. */
final class Printed implements AutoCloseable {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Printed() {}

  static Printed capture() {
    Printed printed = new Printed();
    System.setOut(new PrintStream(printed.bytes, true, StandardCharsets.UTF_8));
    return printed;
  }

  /** The output since the last call. */
  String take() {
    // Its methods are synchronized, too, so nothing is lost between the two.
    synchronized (bytes) {
      String text = bytes.toString(StandardCharsets.UTF_8).strip();
      bytes.reset();
      return text;
    }
  }

  @Override
  public void close() {
    System.setOut(before);
  }
}

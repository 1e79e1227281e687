package io.github.asyncioctl.verify;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What is printed to the standard output until it is closed: the tests tell of counts there. */
final class Printed implements AutoCloseable {
  private final PrintStream before = System.out;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Printed() {}

  static Printed capture() {
    Printed printed = new Printed();
    System.setOut(new PrintStream(printed.bytes, true, StandardCharsets.UTF_8));
    return printed;
  }

  /** What has come since this was asked for last. */
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

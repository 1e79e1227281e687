package io.github.asyncioctl.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/** Writes through a stream, which knows the console's code page. */
final class PrintStreamWriter extends Writer {
  private final PrintStream stream;

  private PrintStreamWriter(PrintStream stream) {
    this.stream = stream;
  }

  static PrintWriter of(PrintStream stream) {
    return new PrintWriter(new PrintStreamWriter(stream), true);
  }

  @Override
  public void write(char[] characters, int offset, int length) {
    stream.print(new String(characters, offset, length));
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public void close() {
    stream.close();
  }
}

package io.github.asyncioctl.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where the output goes, line by line. The streams encode as the console's code page has it. What
 * the program itself says is ASCII, and so is all its JSON.
 */
final class Terminal {
  /** Nobody reads the output any more: a reason to end, and nothing to complain of. */
  static final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("the output is closed");
    }
  }

  private static final JSON JSON_WRITER =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build()).build();

  private final PrintStream out;
  private final PrintStream err;

  Terminal(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Writes lines at once and whole. */
  void print(String text) throws ClosedException {
    synchronized (out) {
      out.println(text);
      if (out.checkError()) {
        throw new ClosedException();
      }
    }
  }

  /** Writes an object in a line of its own. */
  void json(Map<String, ?> object) throws IOException {
    print(toJson(object));
  }

  static String toJson(Map<String, ?> object) throws IOException {
    return JSON_WRITER.asString(object);
  }

  /** What went wrong, in a line. */
  void error(String message) {
    err.println("error: " + message);
    err.flush();
  }
}

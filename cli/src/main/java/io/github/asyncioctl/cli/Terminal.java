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
  /** The output cannot be written: a reason to end. {@link #isComplete} says the rest. */
  static final class ClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("the output is closed");
    }
  }

  private static final JSON JSON_WRITER =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build()).build();

  private final Output out;
  private final PrintStream err;

  Terminal(Output out, PrintStream err) {
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
      if (!out.isWritten()) {
        throw new ClosedException();
      }
    }
  }

  /**
   * Whether everything was written that was to be, or nobody wanted the rest. If not, says why.
   * Help and version come past {@link #print}, so this is asked at the end of every command.
   */
  boolean isComplete() {
    if (out.isWritten() || out.isUnread()) {
      return true;
    }
    error("cannot write the output: " + out.reason());
    return false;
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

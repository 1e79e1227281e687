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
  private final Style outStyle;
  private final Style errStyle;

  /** Without colours. */
  Terminal(Output out, PrintStream err) {
    this(out, err, Style.PLAIN, Style.PLAIN);
  }

  Terminal(Output out, PrintStream err, Style outStyle, Style errStyle) {
    this.out = out;
    this.err = err;
    this.outStyle = outStyle;
    this.errStyle = errStyle;
  }

  /** The process's own. */
  static Terminal standard() {
    return new Terminal(Output.standard(), System.err, Screen.OUT.style(), Screen.ERR.style());
  }

  /** For what goes to {@link #print}. */
  Style style() {
    return outStyle;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Writes lines at once and whole. */
  void print(String text) throws ClosedException {
    write(text + System.lineSeparator());
  }

  /** Writes a text as it is, its line ends included. */
  void write(String text) throws ClosedException {
    synchronized (out) {
      out.print(text);
      out.flush();
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
    say(errStyle.bad("error:"), message);
  }

  /** What to do about it, in a line. */
  void hint(String message) {
    say(errStyle.careful("hint:"), message);
  }

  /** In one line, whatever was typed or the system's message has. */
  private void say(String what, String message) {
    String line = message.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
    err.println(what + " " + line);
    err.flush();
  }
}

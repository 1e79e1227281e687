package io.github.asyncioctl.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * The output, line by line. The streams use the console's code page. The program's own texts are
 * ASCII, and so is all of its JSON.
 */
final class Terminal {
  /** The output cannot be written, so the command ends. {@link #isComplete} says why. */
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

  /** Writes each line at once, as a whole. */
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
   * Whether the output was written completely, or its reader is gone. If neither is true, prints
   * the reason. Help and version bypass {@link #print}, so every command checks this at its end.
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

  /** Prints in one line what went wrong. */
  void error(String message) {
    say(errStyle.bad("error:"), message);
  }

  /** Prints in one line what to do about it. */
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

package io.github.asyncioctl.verify;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The program {@code asyncioctl-verify}. */
public final class Main {
  private static final int HELP_WIDTH = 80;

  private Main() {}

  /**
   * Runs it, and ends the JVM with its exit code.
   *
   * @param arguments its options
   */
  public static void main(String[] arguments) {
    // A probe or an actor that hangs must not keep the JVM.
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    return new CommandLine(new VerifyCommand(out, err))
        .setOut(new PrintWriter(out, true, Charset.defaultCharset()))
        .setErr(new PrintWriter(err, true, Charset.defaultCharset()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(HELP_WIDTH)
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              err.println("error: " + failure);
              return VerifyCommand.FAILED;
            })
        .execute(arguments);
  }
}

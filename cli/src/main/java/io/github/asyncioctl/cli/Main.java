package io.github.asyncioctl.cli;

import java.io.PrintStream;
import java.util.function.Supplier;

/** The program {@code asyncioctl}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the JVM with its exit code.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    Stop stop = new Stop();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::interrupt, "asyncioctl-interrupt"));
    System.exit(run(arguments, Terminal.standard(), stop, SystemTcpInfo::new));
  }

  /** Runs one command. */
  static int run(String[] arguments, Output out, PrintStream err, Stop stop) {
    return run(arguments, out, err, stop, SystemTcpInfo::new);
  }

  /** Runs one command, with the given source of connection statistics. */
  static int run(
      String[] arguments, Output out, PrintStream err, Stop stop, Supplier<TcpInfoSource> sources) {
    return run(arguments, new Terminal(out, err), stop, sources);
  }

  /** Runs one command with its output to a terminal. */
  static int run(
      String[] arguments, Terminal terminal, Stop stop, Supplier<TcpInfoSource> sources) {
    int exitCode = Commands.all(terminal, stop, sources).execute(arguments);
    return terminal.isComplete() || exitCode != ExitCode.OK ? exitCode : ExitCode.FAILED;
  }
}

package io.github.asyncioctl.cli;

/** What the program ends with, as docs/command-line.md has it. */
final class ExitCode {
  /** It did what it was asked to. */
  static final int OK = 0;

  /** It could not: no connection, no such host, a refusal of the system, a check that failed. */
  static final int FAILED = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  /** This is no Windows, or one on which the library cannot work. */
  static final int UNSUPPORTED_PLATFORM = 3;

  /** This Windows does not know the control code. */
  static final int UNSUPPORTED_CODE = 4;

  /** Ctrl-C: the JVM's own, 128 and the number of SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}

package io.github.asyncioctl.cli;

/** The exit codes of the program, as in docs/command-line.md. */
final class ExitCode {
  /** Success. */
  static final int OK = 0;

  /** Failure: no connection, an unknown host, an error of the system, a failed check. */
  static final int FAILED = 1;

  /** The command line is invalid. */
  static final int USAGE = 2;

  /** The library does not support this system. */
  static final int UNSUPPORTED_PLATFORM = 3;

  /** This version of Windows does not have the control code. */
  static final int UNSUPPORTED_CODE = 4;

  /** Ctrl-C: the JVM's own, 128 and the number of SIGINT. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}

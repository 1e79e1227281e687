package io.github.asyncioctl.cli;

import picocli.CommandLine.Option;

/** The option --verbose, for who looks for a problem. Loggers read the level when they are made. */
final class VerboseOption {
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  @Option(
      names = "--verbose",
      description = "Show the library's log and the stack trace of a failure.")
  void setVerbose(boolean verbose) {
    if (verbose) {
      System.setProperty(LEVEL, "debug");
    }
  }
}

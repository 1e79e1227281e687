package io.github.asyncioctl.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; they can be before or after its name. */
final class GlobalOptions {
  private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      fallbackValue = "true", // or the one after the command takes back the one before it
      description = "Print JSON, one object per line.")
  private boolean json;

  private boolean verbose;

  /** Loggers read the level when they are created. */
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the log, and stack traces of failures.")
  void setVerbose(boolean isVerbose) {
    verbose = isVerbose;
    if (isVerbose) {
      System.setProperty(LEVEL, "debug");
    }
  }

  boolean isJson() {
    return json;
  }

  boolean isVerbose() {
    return verbose;
  }
}

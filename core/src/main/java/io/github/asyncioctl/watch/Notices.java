package io.github.asyncioctl.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a watch. The user's logger may throw: then the log lacks a line, and nothing else
 * happens. Never throws.
 */
final class Notices {
  private final Logger log;

  Notices(Class<?> speaker) {
    log = LoggerFactory.getLogger(speaker);
  }

  /**
   * A message for the operators of the program.
   *
   * @param arguments for the format's braces; if the last one is an exception, its trace follows
   */
  void warn(String format, Object... arguments) {
    try {
      log.warn(format, arguments);
    } catch (Throwable thrown) { // a log is not worth a watch
      return;
    }
  }

  /** A message that explains what the program observes. */
  void info(String format, Object... arguments) {
    try {
      log.info(format, arguments);
    } catch (Throwable thrown) { // a log is not worth a watch
      return;
    }
  }

  /** A message for debugging. */
  void debug(String format, Object... arguments) {
    try {
      log.debug(format, arguments);
    } catch (Throwable thrown) { // a log is not worth a watch
      return;
    }
  }
}

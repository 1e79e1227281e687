package io.github.asyncioctl.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a watch has to say to a log. A logger is the user's and may throw: then the log lacks a
 * line, and nobody else notices. Never throws.
 */
final class Notices {
  private final Logger log;

  Notices(Class<?> speaker) {
    log = LoggerFactory.getLogger(speaker);
  }

  /**
   * Something that whoever operates the program should know.
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

  /** Something that explains what the program sees. */
  void info(String format, Object... arguments) {
    try {
      log.info(format, arguments);
    } catch (Throwable thrown) { // a log is not worth a watch
      return;
    }
  }

  /** Something for people who look for a fault. */
  void debug(String format, Object... arguments) {
    try {
      log.debug(format, arguments);
    } catch (Throwable thrown) { // a log is not worth a watch
      return;
    }
  }
}

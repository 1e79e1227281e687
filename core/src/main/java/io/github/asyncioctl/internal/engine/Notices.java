package io.github.asyncioctl.internal.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of the engine. The user's logger may block or throw. So a completion worker calls it, and
 * the thread that logs continues at once. Thread-safe; never throws.
 */
final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final String engine;
  private final CompletionWorkers workers;

  Notices(String engine, CompletionWorkers workers) {
    this.engine = engine;
    this.workers = workers;
  }

  /**
   * A message for the operators of the program.
   *
   * @param arguments for the format's braces; if the last one is an exception, its trace follows
   */
  void warn(String format, Object... arguments) {
    tell(true, format, arguments);
  }

  /** Something for people who look for a fault. Not for the waiter: it asks the logger here. */
  void debug(String format, Object... arguments) {
    try {
      if (LOG.isDebugEnabled()) {
        tell(false, format, arguments);
      }
    } catch (Throwable thrown) { // a log is not worth an operation
      return;
    }
  }

  private void tell(boolean warning, String format, Object... arguments) {
    try {
      workers.execute(new Notice(warning, engine + ": " + format, arguments));
    } catch (Throwable thrown) { // no memory; a log is not worth an operation
      return;
    }
  }

  private static final class Notice extends Linked {
    private final boolean warning;
    private final String format;
    private final Object[] arguments;

    Notice(boolean warning, String format, Object[] arguments) {
      this.warning = warning;
      this.format = format;
      this.arguments = arguments;
    }

    @Override
    public void run() {
      if (warning) {
        LOG.warn(format, arguments);
      } else {
        LOG.debug(format, arguments);
      }
    }
  }
}

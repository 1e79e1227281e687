package io.github.asyncioctl.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What was logged, at warn or above, since this was made. */
public final class Logged implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.asyncioctl");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  public Logged() {
    appender.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(appender);
  }

  /** The messages, oldest first. */
  public List<String> messages() {
    return List.copyOf(appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }
}

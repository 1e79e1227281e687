package io.github.asyncioctl.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  /** The same when there are at least so many: the engine's workers do the logging. */
  public List<String> await(int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (messages().size() < count && System.nanoTime() - end < 0) {
      Thread.sleep(1);
    }
    return messages();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }
}

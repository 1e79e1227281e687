package io.github.asyncioctl.watch;

import static io.github.asyncioctl.watch.Bench.change;
import static io.github.asyncioctl.watch.Bench.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A logger that throws costs lines of the log and nothing else. */
class HostileLoggerTest {
  private final Bench bench = new Bench();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.asyncioctl.watch");
  private final Hostile hostile = new Hostile();

  private static final class Hostile extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private int lines;

    /** The base class would catch what is thrown. */
    @Override
    public void doAppend(ILoggingEvent event) {
      append(event);
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines++;
      throw new IllegalStateException("the logger's");
    }
  }

  @BeforeEach
  void attach() {
    hostile.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(hostile);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(hostile);
    logger.setLevel(null);
  }

  private Watch<String> watch(boolean direct) {
    Executor users = direct ? Runnable::run : bench.signals;
    return new Watch<>(bench.source, users, bench.couriers, bench.timer);
  }

  private static void fail() {
    throw new IllegalStateException("as the test wants it");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aListenerThatThrowsIsToldOnAndTheOthersAre(boolean direct) {
    Watch<String> watch = watch(direct);
    List<Change<String>> before = new ArrayList<>();
    List<Change<String>> throwing = new ArrayList<>();
    Probe<String> after = Probe.unbounded();
    watch.listen(before::add);
    watch.listen(
        change -> {
          throwing.add(change);
          fail();
        });
    watch.subscribe(after);
    bench.run();
    bench.change("a");

    assertThat(hostile.lines).isEqualTo(2);
    assertThat(throwing)
        .containsExactly(
            change(Set.of(), Set.of(), Set.of()), change(Set.of("a"), Set.of("a"), Set.of()));
    assertThat(before).isEqualTo(throwing);
    assertThat(after.changes()).isEqualTo(throwing);
    assertThat(after.failure()).isNull();
    assertThat(bench.source.opened()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSubscriberThatThrowsIsDismissedAndTheOthersAreTold(boolean direct) {
    Watch<String> watch = watch(direct);
    Probe<String> throwing = Probe.<String>unbounded().reacting(change -> fail());
    Probe<String> after = Probe.unbounded();
    watch.subscribe(throwing);
    watch.subscribe(after);
    bench.run();
    bench.change("a");

    assertThat(hostile.lines).isEqualTo(1);
    assertThat(throwing.changes()).hasSize(1);
    assertThat(after.changes()).hasSize(2);
    assertThat(after.failure()).isNull();
  }

  @Test
  void subscribersAreToldThoughTheirExecutorRefuses() {
    HostileExecutor users = new HostileExecutor(bench.signals);
    Watch<String> watch = new Watch<>(bench.source, users, bench.couriers, bench.timer);
    Probe<String> probe = Probe.unbounded();
    watch.subscribe(probe);
    users.refuseNext(new RejectedExecutionException("as the test wants it"));
    bench.run();
    bench.change("a");

    assertThat(hostile.lines).isEqualTo(1);
    assertThat(probe.changes()).hasSize(2);
    assertThat(probe.failure()).isNull();
  }

  @Test
  void attemptsGoOnThoughTroubleIsNotLogged() {
    IOException failure = new IOException("as the test wants it");
    bench.source.failNextArms(1, failure);
    Probe<String> probe = bench.subscribe(Probe.unbounded());
    assertThat(hostile.lines).isEqualTo(1);
    assertThat(probe.changes()).containsExactly(trouble(Set.of(), Set.of(), failure));

    bench.timer.passOnly();
    bench.run();
    assertThat(probe.last()).isEqualTo(change(Set.of(), Set.of(), Set.of()));
    assertThat(bench.source.isArmed()).isTrue();
  }

  /** What a socket's close throws ends up in the log. */
  @Test
  void aSessionIsClosedThoughThatIsNotLogged() {
    new IoctlSession<String>(
            () -> {
              throw new IOException("as the test wants it");
            },
            CompletableFuture::new,
            CompletableFuture::new)
        .close();

    assertThat(hostile.lines).isEqualTo(1);
  }
}

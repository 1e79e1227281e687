package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Who runs what is handed over, and who hears of it. */
class CompanionTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(Notices.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<Runnable> executed = new ArrayList<>();
  private final AtomicInteger runs = new AtomicInteger();
  private EngineParts parts = new EngineParts();

  private final Linked job =
      new Linked() {
        @Override
        public void run() {
          runs.incrementAndGet();
        }
      };

  CompanionTest() {
    log.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  private Companion companion() {
    return new Companion(
        parts.shared.completions,
        parts.workers,
        parts.shared.records,
        TestFailures.failures(),
        parts.shared.notices,
        (task, role) -> new Thread(task, "parts-" + role));
  }

  private void use(Executor executor) {
    parts = new EngineParts(executor);
  }

  /** Does what the workers are to do, and returns the number of jobs. */
  private int work() {
    int jobs = 0;
    for (Linked each = parts.workers.takeOne(); each != null; each = parts.workers.takeOne()) {
      each.run();
      jobs++;
    }
    return jobs;
  }

  // --- Completions ---

  @Test
  void theUsersExecutorCompletes() {
    use(executed::add);
    companion().deliver(job);
    assertThat(executed).containsExactly(job);
    assertThat(parts.workers.takeOne()).isNull();
    companion().later(job);
    assertThat(executed).as("not for the user's").hasSize(1);
    assertThat(parts.workers.takeOne()).isSameAs(job);
    parts.shared.completions.later(job);
    assertThat(executed).as("not for the user's").hasSize(1);
    assertThat(parts.workers.takeOne()).isSameAs(job);
  }

  @Test
  void withoutOneTheWorkersDo() {
    companion().deliver(job);
    assertThat(parts.workers.takeOne()).isSameAs(job);
    assertThat(parts.workers.takeOne()).isNull();
  }

  @Test
  void whatTheUsersRefusesTheWorkersDoAndItIsToldOfOnce() {
    use(
        task -> {
          throw new RejectedExecutionException("simulated");
        });
    companion().deliver(job);
    assertThat(work()).as("a warning and the job").isEqualTo(2);
    assertThat(runs).hasValue(1);
    companion().deliver(job);
    assertThat(work()).isEqualTo(1);
    assertThat(runs).hasValue(2);
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage()).startsWith("parts: The completion executor");
    assertThat(log.list.get(0).getThrowableProxy().getMessage()).isEqualTo("simulated");
  }

  @Test
  void whatFindsNoThreadStalls() {
    assertThat(parts.shared.completions.isStalled()).isFalse();
    companion().later(job);
    assertThat(parts.shared.completions.isStalled()).isTrue();
    parts.workers.takeOne();
    assertThat(parts.shared.completions.isStalled()).as("nothing waits any more").isFalse();
  }

  /** Better that than futures that never end. */
  @Test
  void whoInsistsDoesAJobHimselfWhereThereAreNoThreads() {
    companion().insist();
    companion().later(job);
    assertThat(runs).hasValue(0);
    companion().insist();
    assertThat(runs).hasValue(1);
    companion().insist();
    assertThat(runs).hasValue(1);
  }

  @Test
  void whereThereAreThreadsNobodyDoesAJobHimself() {
    EngineParts prompt = EngineParts.withPromptWorkers();
    prompt.workers.execute(job);
    assertThat(runs).hasValue(1);
    assertThat(prompt.workers.insist()).isTrue();
    assertThat(prompt.shared.completions.isStalled()).isFalse();
  }

  // --- Notices ---

  @Test
  void aWarningIsLoggedByAWorker() {
    companion().warn("{} and {}", 1, 2);
    assertThat(log.list).isEmpty();
    work();
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage()).isEqualTo("parts: 1 and 2");
    assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void detailsAreLoggedIfSomebodyWantsThem() {
    logger.setLevel(Level.INFO);
    parts.shared.notices.debug("{}", 1);
    assertThat(work()).isZero();
    logger.setLevel(Level.DEBUG);
    parts.shared.notices.debug("{}", 1);
    assertThat(work()).isEqualTo(1);
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage()).isEqualTo("parts: 1");
    assertThat(log.list.get(0).getLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void aLoggerThatThrowsWhenItIsAskedHarmsNobody() {
    LoggerContext context = logger.getLoggerContext();
    context.addTurboFilter(new ThrowingFilter());
    try {
      parts.shared.notices.debug("{}", 1);
    } finally {
      context.resetTurboFilterList();
    }
    assertThat(work()).isZero();
  }

  private static final class ThrowingFilter extends TurboFilter {
    @Override
    public FilterReply decide(
        Marker marker,
        Logger logger,
        Level level,
        String format,
        Object[] arguments,
        Throwable thrown) {
      throw new IllegalStateException("simulated");
    }
  }

  // --- Records ---

  private static final class Recording implements OperationRecord {
    private final List<String> committed = new ArrayList<>();
    private boolean wanted = true;
    private Error thrown;

    @Override
    public void outcome(int error, int status, long bytes) {}

    @Override
    public boolean ends() {
      if (thrown != null) {
        throw thrown;
      }
      return wanted;
    }

    @Override
    public void commit(
        String engine,
        String function,
        String code,
        long handle,
        boolean atOnce,
        Throwable failure) {
      committed.add(engine + " " + function + " " + handle + " " + atOnce + " " + failure);
    }
  }

  @Test
  void anEndIsRecordedIfSomebodyWantsIt() {
    Recording record = new Recording();
    companion().ended(record, parts.socket, true, null);
    assertThat(record.committed).containsExactly("parts WSAIoctl 4096 true null");
    companion().ended(record, parts.socket, false, new IOException("simulated"));
    assertThat(record.committed)
        .last()
        .isEqualTo("parts WSAIoctl 4096 false java.io.IOException: simulated");
    record.committed.clear();
    record.wanted = false;
    companion().ended(record, parts.socket, true, null);
    assertThat(record.committed).isEmpty();
    companion().ended(null, parts.socket, true, null);
    assertThat(work()).isZero();
  }

  @Test
  void aRecorderThatFailsIsToldOf() {
    Recording record = new Recording();
    record.thrown = new OutOfMemoryError("simulated");
    companion().ended(record, parts.socket, true, null);
    assertThat(work()).isEqualTo(1);
    assertThat(log.list.get(0).getFormattedMessage()).contains("Could not record an event");
  }

  @Test
  void aMomentThatCannotBeRecordedIsToldOf() {
    parts.shared.records.engine("opened", null); // which is asked what pends
    assertThat(work()).isEqualTo(1);
    assertThat(log.list.get(0).getFormattedMessage()).isEqualTo("parts: Could not record an event");
  }

  // --- The rest ---

  @Test
  void failuresAndThreadsLookLikeTheEngines() {
    IoctlException failure =
        (IoctlException) companion().failure(parts.socket, 10022, "for this reason");
    assertThat(failure.error()).isEqualTo(10022);
    assertThat(failure).hasMessageContaining("for this reason");
    Thread thread = companion().newThread(job, "role");
    assertThat(thread.getName()).isEqualTo("parts-role");
    assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
  }
}

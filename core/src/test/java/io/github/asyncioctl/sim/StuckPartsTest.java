package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Parts of a program that drop what they got, block, or throw: the operations of others go on,
 * every future ends, and so does closing.
 */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class StuckPartsTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  // --- The user's executor is shut down before the engine ---

  @Test
  void whatAnExecutorDroppedEndsWithItsOutcomeWhenTheEngineIsClosed() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch release = new CountDownLatch(1);
    Future<?> unused = pool.submit(() -> Duress.await(release));
    try (Duress duress = new Duress(pool)) {
      CompletableFuture<ByteBuffer> succeeding = duress.submit(4);
      CompletableFuture<ByteBuffer> failing = duress.submit(4);
      List<PendingIoctl> pendings = duress.kernel.awaitPending(2);
      duress.kernel.complete(pendings.get(0), 0, (byte) 1, (byte) 2);
      duress.kernel.complete(pendings.get(1), 0xC00000BB);
      Duress.until("the waiter has seen both", () -> duress.engine.counters().pending() == 0);
      duress.awaitIdle();
      List<Runnable> dropped = pool.shutdownNow();
      assertThat(dropped).hasSize(2);

      duress.engine.close();

      assertThat(succeeding).as("when close() has returned").isCompleted();
      assertThat(succeeding.join()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
      assertThat(failing).isCompletedExceptionally();
      assertThat(Duress.ioctlFailure(failing).error()).isEqualTo(10045);
      duress.assertNothingKept();
    } finally {
      release.countDown();
    }
  }

  @Test
  void whatCompletesAfterItsExecutorWasShutDownCompletesAllTheSame() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (Duress duress = new Duress(pool)) {
      CompletableFuture<ByteBuffer> future = duress.submit(4);
      PendingIoctl pending = duress.only(future);
      pool.shutdownNow();
      duress.kernel.complete(pending, 0, (byte) 1);
      assertThat(Duress.get(future)).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
    }
  }

  // --- A provider whose cancelling blocks ---

  @Test
  void closingDoesNotWaitForACancelThatBlocks() throws Exception {
    try (Duress duress = new Duress(SHORT)) {
      CompletableFuture<ByteBuffer> one = duress.submit(4);
      CompletableFuture<ByteBuffer> other = duress.submit(4);
      duress.kernel.awaitPending(2);
      duress.kernel.block(Call.CANCEL);

      duress.engine.close();

      assertThat(duress.kernel.isBlocked()).isTrue();
      for (CompletableFuture<ByteBuffer> each : List.of(one, other)) {
        assertThat(each).as("when close() has returned").isCompletedExceptionally();
        assertThat(Duress.ioctlFailure(each).error()).isEqualTo(995);
      }
      // When it comes back, the waiter still owns what the kernel has had, and gives it back.
      duress.kernel.open(Call.CANCEL);
      duress.assertNothingKept();
    }
  }

  @Test
  void cancellingAFutureDoesNotWaitForIt() throws Exception {
    try (Duress duress = new Duress(SHORT)) {
      CompletableFuture<ByteBuffer> cancelled = duress.submit(4);
      CompletableFuture<ByteBuffer> other = duress.submit(4);
      List<PendingIoctl> pendings = duress.kernel.awaitPending(2);
      duress.kernel.block(Call.CANCEL);
      assertThat(cancelled.cancel(false)).isTrue();
      duress.kernel.awaitBlocked();
      CompletableFuture<ByteBuffer> late = duress.submit(4);
      duress.kernel.complete(pendings.get(1), 0, (byte) 1);

      duress.engine.close();

      assertThat(other).as("when close() has returned").isDone();
      assertThat(late).isCompletedExceptionally();
      duress.kernel.open(Call.CANCEL);
      duress.assertNothingKept();
    }
  }

  // --- A decoder that hangs ---

  @Test
  void aDecoderThatHangsKeepsOnlyItsOwnFutureAndThatOnlyUntilTheEngineIsClosed() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Duress duress = new Duress()) {
      CompletableFuture<String> hanging =
          duress.submit(
              4,
              (answer, address, transferred) -> {
                entered.countDown();
                Duress.await(release);
                return "late";
              });
      duress.kernel.complete(duress.only(hanging), 0, (byte) 1, (byte) 2);
      Duress.await(entered);
      CompletableFuture<ByteBuffer> other = duress.submit(4);
      duress.kernel.complete(duress.only(other), 0, (byte) 3);
      assertThat(Duress.get(other)).isEqualTo(ByteBuffer.wrap(new byte[] {3}));
      assertThat(hanging).isNotDone();

      duress.engine.close();

      assertThat(hanging).as("when close() has returned").isCompletedExceptionally();
      IoctlException failure = Duress.ioctlFailure(hanging);
      assertThat(failure.output()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
      assertThat(failure.transferred()).isEqualTo(2);
      // Whoever closes it again waits for nothing.
      long before = System.nanoTime();
      duress.engine.close();
      assertThat(System.nanoTime() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
      duress.assertNothingKept();
      release.countDown();
      assertThat(Duress.failure(hanging)).as("for good").isSameAs(failure);
    } finally {
      release.countDown();
    }
  }

  @Test
  void manyDecodersThatHangDoNotMakeClosingTakeLonger() throws Exception {
    CountDownLatch entered = new CountDownLatch(20);
    CountDownLatch release = new CountDownLatch(1);
    try (Duress duress = new Duress()) {
      List<CompletableFuture<String>> hanging = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        hanging.add(
            duress.submit(
                4,
                (answer, address, transferred) -> {
                  entered.countDown();
                  Duress.await(release);
                  return "late";
                }));
      }
      for (PendingIoctl each : duress.kernel.awaitPending(20)) {
        duress.kernel.complete(each, 0, (byte) 1);
      }
      Duress.await(entered);
      duress.engine.close();
      assertThat(hanging).as("when close() has returned").allMatch(CompletableFuture::isDone);
    } finally {
      release.countDown();
    }
  }

  // --- A logger that throws or blocks ---

  /** What is logged, it gets; and then it does what it is for. */
  private static final class Hostile extends UnsynchronizedAppenderBase<ILoggingEvent>
      implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.asyncioctl");
    private final Runnable act;
    final CountDownLatch reached = new CountDownLatch(1);

    Hostile(Runnable act) {
      this.act = act;
      start();
      logger.setLevel(Level.WARN);
      logger.addAppender(this);
    }

    @Override
    public void doAppend(ILoggingEvent event) {
      append(event);
    }

    @Override
    protected void append(ILoggingEvent event) {
      reached.countDown();
      act.run();
    }

    @Override
    public void close() {
      logger.detachAppender(this);
      logger.setLevel(null);
    }
  }

  private static void letOneOverstay(Duress duress) throws InterruptedException {
    CompletableFuture<ByteBuffer> future = duress.submit(4);
    duress.only(future);
    duress.kernel.setCancels(false);
    future.cancel(false);
    duress.awaitIdle();
    duress.kernel.advance(TimeUnit.MINUTES.toMillis(1));
  }

  private static void assertWorks(Duress duress) throws Exception {
    CompletableFuture<ByteBuffer> other = duress.submit(4);
    PendingIoctl pending = duress.kernel.awaitPending(2).get(1);
    duress.kernel.complete(pending, 0, (byte) 5);
    assertThat(Duress.get(other)).isEqualTo(ByteBuffer.wrap(new byte[] {5}));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLoggerThatThrowsHarmsNobody(boolean error) throws Exception {
    try (Duress duress = new Duress(SHORT);
        Hostile hostile =
            new Hostile(
                () -> {
                  if (error) {
                    throw new StackOverflowError("the logger's");
                  }
                  throw new IllegalStateException("the logger's");
                })) {
      letOneOverstay(duress);
      Duress.await(hostile.reached);
      assertWorks(duress);
      // Closing tells of the memory that is kept, and does not throw what the logger throws.
      duress.closeWhileTimePasses();
      assertThat(duress.engine.counters().retained()).isEqualTo(1);
    }
  }

  @Test
  void aLoggerThatBlocksStopsNobody() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (Duress duress = new Duress(SHORT);
        Hostile hostile = new Hostile(() -> Duress.await(release))) {
      letOneOverstay(duress);
      Duress.await(hostile.reached);
      assertWorks(duress);
      CompletableFuture<ByteBuffer> last = duress.submit(4);
      duress.closeWhileTimePasses();
      assertThat(last).as("when close() has returned").isDone();
      assertThat(duress.engine.counters().retained()).isPositive();
    } finally {
      release.countDown();
    }
  }
}

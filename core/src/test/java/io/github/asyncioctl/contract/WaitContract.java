package io.github.asyncioctl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.PendingIoctl;
import io.github.asyncioctl.WaitStats;
import io.github.asyncioctl.windows.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits promise, on a real system and on a simulated one. */
abstract class WaitContract {
  private WaitBench bench;
  private AsyncIoctl io;

  abstract WaitBench bench() throws Exception;

  @BeforeEach
  void open() throws Exception {
    bench = bench();
    io = bench.io();
  }

  /** Whatever the test did, the system has everything back. */
  @AfterEach
  void close() {
    io.close();
    WaitStats stats = io.stats().waits();
    assertThat(stats.pending()).as("pending").isZero();
    assertThat(stats.retained()).as("retained").isZero();
    assertThat(io.pending()).isEmpty();
    bench.check();
    bench.close();
  }

  private void untilNothingIsHeld() {
    Waits.until("nothing is held", () -> io.stats().waits().pending() == 0);
  }

  @Test
  void signalCompletesTheFuture() throws Exception {
    long event = bench.manualEvent();
    CompletableFuture<Void> future = io.waitAsync(event);
    assertThat(future).isNotDone();
    bench.signal(event);
    assertThat(Waits.get(future)).isNull();
    untilNothingIsHeld();
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(0, 1, 0, 0));
  }

  @Test
  void objectThatIsSignalledAlreadyCompletesAtOnce() {
    long event = bench.manualEvent();
    bench.signal(event);
    assertThat(io.waitAsync(event)).isCompletedWithValue(null);
    assertThat(io.waitAsync(event)).as("the signal stays").isCompletedWithValue(null);
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(0, 2, 0, 0));
  }

  @Test
  void aWaitTakesOneSignal() throws Exception {
    long semaphore = bench.semaphore();
    List<CompletableFuture<Void>> futures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      futures.add(io.waitAsync(semaphore));
    }
    bench.signal(semaphore);
    Waits.get(CompletableFuture.anyOf(futures.toArray(CompletableFuture[]::new)));
    assertThat(futures.stream().filter(CompletableFuture::isDone)).hasSize(1);
    bench.signal(semaphore);
    bench.signal(semaphore);
    Waits.get(CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)));
    assertThat(bench.takeSignal(semaphore)).isFalse();
  }

  @Test
  void autoResetEventIsTakenOnce() throws Exception {
    long event = bench.autoEvent();
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Void> future = io.waitAsync(event);
      bench.signal(event);
      Waits.get(future);
    }
    assertThat(bench.takeSignal(event)).isFalse();
  }

  @Test
  void theSameHandleMayBeWaitedForTwice() throws Exception {
    long event = bench.manualEvent();
    CompletableFuture<Void> one = io.waitAsync(event);
    CompletableFuture<Void> two = io.waitAsync(event);
    bench.signal(event);
    Waits.get(one);
    Waits.get(two);
  }

  @Test
  void ownerMayCloseHisHandleAtOnce() {
    long event = bench.manualEvent();
    CompletableFuture<Void> future = io.waitAsync(event);
    bench.closeHandle(event);
    assertThat(io.pending()).singleElement().extracting(PendingIoctl::handle).isEqualTo(event);
    assertThat(future).isNotDone();
    assertThat(future.cancel(true)).isTrue();
    untilNothingIsHeld();
  }

  @Test
  void whatIsNoHandleIsRefused() throws Exception {
    for (long handle : new long[] {0, -1, bench.noHandle()}) {
      IoctlException failure = Waits.ioctlFailure(io.waitAsync(handle));
      assertThat(failure.error()).isEqualTo(6);
      assertThat(failure)
          .hasMessageStartingWith("DuplicateHandle failed: ERROR_INVALID_HANDLE (6), on handle 0x")
          .hasMessageContaining(Long.toHexString(handle));
    }
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(0, 0, 0, 0));
  }

  @Test
  void mutexIsRefused() {
    long mutex = bench.mutex();
    assertThatThrownBy(() -> io.waitAsync(mutex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x" + Long.toHexString(mutex))
        .hasMessageContaining("mutex");
  }

  @Test
  void cancelWithdrawsTheWait() {
    long event = bench.autoEvent();
    CompletableFuture<Void> future = io.waitAsync(event);
    assertThat(future.cancel(true)).isTrue();
    untilNothingIsHeld();
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(0, 0, 1, 0));
    bench.signal(event);
    assertThat(bench.takeSignal(event)).as("nobody else has taken the signal").isTrue();
    assertThat(future).isCancelled();
  }

  @Test
  void timeoutWithdrawsTheWait() throws Exception {
    long event = bench.autoEvent();
    CompletableFuture<Void> future = io.waitAsync(event).orTimeout(1, TimeUnit.MILLISECONDS);
    assertThat(Waits.failure(future)).isInstanceOf(TimeoutException.class);
    untilNothingIsHeld();
    bench.signal(event);
    assertThat(bench.takeSignal(event)).isTrue();
  }

  @Test
  void futureMayBeCompletedByHand() {
    CompletableFuture<Void> future = io.waitAsync(bench.autoEvent());
    assertThat(future.complete(null)).isTrue();
    untilNothingIsHeld();
  }

  @Test
  void pendingShowsWaits() {
    long event = bench.manualEvent();
    CompletableFuture<Void> future = io.waitAsync(event);
    assertThat(io.pending())
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.function()).isEqualTo("RegisterWaitForSingleObject");
              assertThat(shown.handle()).isEqualTo(event);
              assertThat(shown.isSocket()).isFalse();
              assertThat(shown.age()).isPositive();
            });
    assertThat(io.stats().waits().pending()).isEqualTo(1);
    assertThat(io.stats().pending()).as("operations").isZero();
    future.cancel(true);
    assertThat(io.pending()).isEmpty();
  }

  @Test
  void dependentsRunOnTheCompletionWorkers() throws Exception {
    long event = bench.manualEvent();
    CompletableFuture<String> thread =
        io.waitAsync(event).thenApply(none -> Thread.currentThread().getName());
    bench.signal(event);
    assertThat(Waits.get(thread)).endsWith("-completions");
  }

  /** More of them than wait for it do not keep each other from it. */
  @Test
  void dependentsMayBlock() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    long first = bench.manualEvent();
    long second = bench.manualEvent();
    CompletableFuture<Void> blocked = io.waitAsync(first).thenRun(() -> Waits.await(release));
    CompletableFuture<Void> other = io.waitAsync(second);
    bench.signal(first);
    bench.signal(second);
    Waits.get(other);
    release.countDown();
    Waits.get(blocked);
  }

  @Test
  void dependentsMayWaitAgain() throws Exception {
    long first = bench.manualEvent();
    long second = bench.manualEvent();
    CompletableFuture<Void> both = io.waitAsync(first).thenCompose(none -> io.waitAsync(second));
    bench.signal(first);
    bench.signal(second);
    Waits.get(both);
  }

  @Test
  void closingEndsEveryFuture() throws Exception {
    List<CompletableFuture<Void>> futures = new ArrayList<>();
    List<CompletableFuture<String>> threads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      CompletableFuture<Void> future = io.waitAsync(bench.autoEvent());
      futures.add(future);
      threads.add(future.handle((none, failure) -> Thread.currentThread().getName()));
    }
    io.close();
    for (CompletableFuture<Void> future : futures) {
      IoctlException failure = Waits.ioctlFailure(future);
      assertThat(failure.error()).isEqualTo(995);
      assertThat(failure)
          .hasMessageStartingWith(
              "RegisterWaitForSingleObject failed: ERROR_OPERATION_ABORTED (995)")
          .hasMessageEndingWith("the engine was closed");
    }
    for (CompletableFuture<String> thread : threads) {
      assertThat(Waits.get(thread)).endsWith("-completions");
    }
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(0, 0, 200, 0));
    long event = bench.manualEvent();
    assertThatThrownBy(() -> io.waitAsync(event)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDependentMayCloseTheEngine() throws Exception {
    long event = bench.manualEvent();
    CompletableFuture<Void> closed = io.waitAsync(event).thenRun(io::close);
    CompletableFuture<Void> other = io.waitAsync(bench.autoEvent());
    bench.signal(event);
    Waits.get(closed);
    assertThat(Waits.ioctlFailure(other).error()).isEqualTo(995);
  }

  /** A wait that loses the race against its cancel takes the signal, or leaves it: not both. */
  @Test
  void signalAndCancelAtTheSameTime() throws Exception {
    for (int i = 0; i < 200; i++) {
      long event = bench.autoEvent();
      CompletableFuture<Void> future = io.waitAsync(event);
      CompletableFuture<Void> signal = CompletableFuture.runAsync(() -> bench.signal(event));
      boolean cancelled = future.cancel(true);
      Waits.get(signal);
      untilNothingIsHeld();
      assertThat(future.isCancelled()).isEqualTo(cancelled);
      if (!cancelled) {
        assertThat(bench.takeSignal(event)).as("taken by the future").isFalse();
      }
      bench.closeHandle(event);
    }
    WaitStats stats = io.stats().waits();
    assertThat(stats.signalled() + stats.withdrawn()).isEqualTo(200);
  }

  @Test
  void nothingIsStartedBeforeTheFirstWait() {
    assertThat(keepers()).isEmpty();
    CompletableFuture<Void> future = io.waitAsync(bench.autoEvent());
    assertThat(keepers()).hasSize(1);
    io.close();
    assertThat(future).isCompletedExceptionally();
    Waits.until("the keeper has ended", () -> keepers().isEmpty());
  }

  private static List<String> keepers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(simulated|asyncioctl-\\d+)-waits"))
        .toList();
  }
}

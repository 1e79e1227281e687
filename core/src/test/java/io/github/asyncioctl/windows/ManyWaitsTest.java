package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.WaitStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Thousands of waits, with whatever can happen to them. */
@OnWindows
@Tag("once")
class ManyWaitsTest {
  private static final int MANY = 10_000;

  /** The JVM itself opens handles now and then, and so does the thread pool for its threads. */
  private static final int NOISE = 1_000;

  private static final class One {
    final long event;
    final CompletableFuture<Void> future;
    boolean signalled;
    boolean cancelled;

    One(long event, CompletableFuture<Void> future) {
      this.event = event;
      this.future = future;
    }
  }

  private static List<One> begin(AsyncIoctl io, int count, Random random) {
    List<One> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long event = RawWin32.CreateEventW(0, random.nextInt(2), 0, 0);
      all.add(new One(event, io.waitAsync(event)));
    }
    return all;
  }

  @Test
  void tenThousandEventsWithSignalsAndCancels(TestReporter reporter) throws Exception {
    Random random = new Random(7);
    int before = HandleCount.now();
    AsyncIoctl io = AsyncIoctl.open();
    long start = System.nanoTime();
    List<One> all = begin(io, MANY, random);
    int signalled = 0;
    int cancelled = 0;
    for (One one : all) {
      int what = random.nextInt(10);
      if (what == 0) {
        one.cancelled = one.future.cancel(true);
        cancelled++;
      } else if (what < 8) {
        one.signalled = true;
        RawWin32.SetEvent(one.event);
        signalled++;
      }
    }
    for (One one : all) {
      if (one.signalled) {
        Waits.get(one.future);
      }
      assertThat(one.future.isDone()).isEqualTo(one.signalled || one.cancelled);
      assertThat(one.future.isCancelled()).isEqualTo(one.cancelled);
    }
    int left = MANY - signalled - cancelled;
    Waits.until("the rest alone is held", () -> io.stats().waits().pending() == left);
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(left, signalled, cancelled, 0));
    long end = System.nanoTime();
    io.close();
    reporter.publishEntry("begun, signalled and told, ms", "" + (end - start) / 1_000_000);
    reporter.publishEntry("closed, ms", "" + (System.nanoTime() - end) / 1_000_000);
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(0, signalled, cancelled + left, 0));
    for (One one : all) {
      assertThat(one.future).isDone();
      RawWin32.CloseHandle(one.event);
    }
    Waits.untilNoLibraryThreads();
    assertThat(HandleCount.now() - before).isLessThan(NOISE);
  }

  /** Signals come from another thread meanwhile: each future ends, once, one way or another. */
  @Test
  void closeUnderLoad() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      AsyncIoctl io = AsyncIoctl.open();
      List<One> all = begin(io, 300, random);
      Thread signals = new Thread(() -> all.forEach(one -> RawWin32.SetEvent(one.event)));
      signals.start();
      long start = System.nanoTime();
      io.close();
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(6));
      signals.join();
      for (One one : all) {
        assertThat(one.future).isDone();
        if (one.future.isCompletedExceptionally()) {
          assertThat(Waits.ioctlFailure(one.future).error()).isEqualTo(995);
        }
        RawWin32.CloseHandle(one.event);
      }
      assertThat(io.stats().waits().retained()).isZero();
      assertThat(io.stats().waits().pending()).isZero();
    }
    Waits.untilNoLibraryThreads();
  }

  /** Handle values are used again at once, and no signal of one wait is taken by another. */
  @Test
  void noSignalIsLostWhileHandlesComeAndGo() throws Exception {
    Random random = new Random(13);
    try (AsyncIoctl io = AsyncIoctl.open()) {
      for (int round = 0; round < 300; round++) {
        List<One> all = begin(io, 20, random);
        for (One one : all) {
          if (random.nextBoolean()) {
            one.cancelled = one.future.cancel(true);
          } else {
            RawWin32.SetEvent(one.event);
          }
          RawWin32.CloseHandle(one.event);
        }
        for (One one : all) {
          if (!one.cancelled) {
            Waits.get(one.future);
          }
        }
      }
    }
  }

  @Test
  void enginesThatComeAndGoLeaveNoHandle() throws Exception {
    Random random = new Random(17);
    openAndClose(20, random);
    int before = HandleCount.now();
    openAndClose(200, random);
    assertThat(HandleCount.now() - before).isLessThan(100);
  }

  private static void openAndClose(int times, Random random) {
    for (int i = 0; i < times; i++) {
      try (AsyncIoctl io = AsyncIoctl.open()) {
        List<One> all = begin(io, 10, random);
        all.subList(0, 5).forEach(one -> RawWin32.SetEvent(one.event));
        all.forEach(one -> RawWin32.CloseHandle(one.event));
      }
    }
  }
}

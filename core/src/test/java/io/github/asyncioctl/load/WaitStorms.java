package io.github.asyncioctl.load;

import com.sun.jna.Native;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.windows.RawWin32;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for events, hundreds at a time: signalled, cancelled, timed out, ended by hand, with a
 * handle that its owner closes meanwhile, and ended by the close of their engine.
 */
final class WaitStorms {
  private static final int AT_ONCE = 200;
  private static final int LONGEST_MILLIS = 200;

  /** One of so many storms ends with its engine. */
  private static final int OWN_ENGINE = 5;

  private final AsyncIoctl steady;
  private final Supplier<AsyncIoctl> engines;
  private final Endings endings;
  private final Random random;

  /**
   * @param steady has most of the waits
   * @param engines have the others, and are closed under them
   */
  WaitStorms(AsyncIoctl steady, Supplier<AsyncIoctl> engines, Endings endings, long seed) {
    this.steady = steady;
    this.engines = engines;
    this.endings = endings;
    this.random = new Random(seed);
  }

  private static final class One {
    final long event;
    final CompletableFuture<Void> future;
    String end = "not yet";

    One(long event, CompletableFuture<Void> future) {
      this.event = event;
      this.future = future;
    }
  }

  void blowUntil(long end, Pace pace) {
    while (System.nanoTime() - end < 0) {
      pace.awaitUntil(end);
      if (random.nextInt(OWN_ENGINE) == 0) {
        endWithTheirEngine();
      } else {
        endOneByOne();
      }
    }
  }

  private List<One> begin(AsyncIoctl io) {
    List<One> all = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      long event = RawWin32.CreateEventW(0, random.nextInt(2), 0, 0);
      CompletableFuture<Void> future = io.waitAsync(event);
      endings.expect(future);
      all.add(new One(event, future));
    }
    return all;
  }

  private void endOneByOne() {
    List<One> all = begin(steady);
    for (One one : all) {
      endSomehow(one);
      RawWin32.CloseHandle(one.event);
    }
    try {
      for (One one : all) { // one after the other: a machine that is busy is slow, and not stuck
        Load.until("a wait ends", one.future::isDone);
      }
    } catch (AssertionError e) {
      List<String> left =
          all.stream().filter(one -> !one.future.isDone()).map(one -> one.end).toList();
      throw new AssertionError(left + " did not end; " + steady.stats(), e);
    }
  }

  private void endSomehow(One one) {
    switch (random.nextInt(8)) {
      case 0 -> {
        one.end = "cancelled";
        one.future.cancel(true);
      }
      case 1 -> {
        one.end = "completed by hand";
        one.future.complete(null);
      }
      case 2 -> {
        one.end = "timed out";
        one.future.orTimeout(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
      }
      default -> {
        one.end = "signalled";
        signal(one);
      }
    }
  }

  private static void signal(One one) {
    if (RawWin32.SetEvent(one.event) == 0) {
      throw new AssertionError("somebody else has closed an event: " + Native.getLastError());
    }
  }

  private void endWithTheirEngine() {
    AsyncIoctl io = engines.get();
    List<One> all;
    try (io) {
      all = begin(io);
      all.subList(0, AT_ONCE / 2).forEach(WaitStorms::signal);
      all.forEach(one -> RawWin32.CloseHandle(one.event));
    }
    if (!all.stream().allMatch(one -> one.future.isDone()) || io.stats().waits().retained() != 0) {
      throw new AssertionError("waits of a closed engine: " + io.stats().waits());
    }
  }
}

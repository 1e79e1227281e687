package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Few threads, and nobody waits for one that is blocked. */
class CouriersTest {
  private static final int BOUND_SECONDS = 30;

  private final ManualTimer timer = new ManualTimer();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Couriers couriers =
      new Couriers(
          task -> {
            Thread thread = new Thread(task, "courier");
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
          },
          timer);

  @AfterEach
  void open() {
    gate.countDown();
  }

  private void block() {
    CountDownLatch blocked = new CountDownLatch(1);
    couriers.execute(
        () -> {
          blocked.countDown();
          await(gate);
        });
    passUntil(blocked);
  }

  /** Lets time pass in steps, for which the threads have time. */
  private void passUntil(CountDownLatch latch) {
    try {
      for (int i = 0; !latch.await(10, TimeUnit.MILLISECONDS); i++) {
        assertThat(i).as("steps").isLessThan(BOUND_SECONDS * 100);
        if (timer.waiting() > 0) {
          timer.passOnly();
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).as("in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aThousandTasksShareOneThread() {
    CountDownLatch all = new CountDownLatch(1000);
    IntStream.range(0, 1000).forEach(i -> couriers.execute(all::countDown));
    await(all);

    assertThat(threads).hasSize(1);
  }

  @Test
  void whoeverBlocksKeepsNobodyElseWaiting() {
    block();
    block();
    block();
    CountDownLatch done = new CountDownLatch(100);
    IntStream.range(0, 100).forEach(i -> couriers.execute(done::countDown));
    passUntil(done);

    // One for each that is blocked, and few for all others.
    assertThat(threads).hasSizeBetween(4, 9);
  }

  @Test
  void noThreadIsAddedWhileTasksMoveOn() {
    AtomicInteger ran = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch last = new CountDownLatch(1);
    for (CountDownLatch each : List.of(first, second, last)) {
      couriers.execute(
          () -> {
            await(each);
            ran.incrementAndGet();
          });
    }
    couriers.execute(last::countDown);
    first.countDown();
    while (ran.get() == 0) {
      Thread.onSpinWait();
    }
    // What was first in line when the watch was set is not any more.
    second.countDown();
    while (ran.get() < 2) {
      Thread.onSpinWait();
    }
    if (timer.waiting() > 0) {
      timer.passOnly();
    }
    last.countDown();

    assertThat(threads).hasSize(1);
  }

  @Test
  void withoutMemoryForAThreadTheTaskRunsHere() {
    Couriers poor =
        new Couriers(
            task -> {
              throw new OutOfMemoryError("as the test wants it");
            },
            timer);
    AtomicInteger ran = new AtomicInteger();
    poor.execute(ran::incrementAndGet);

    assertThat(ran).hasValue(1);
  }

  /** The JDK's timer has a thread, too, which may be more than there is. */
  @Test
  void withoutATimerTheTaskIsInLineAndTheNextOneAsksForItAgain() {
    AtomicBoolean poor = new AtomicBoolean(true);
    Couriers untimed =
        new Couriers(
            task -> {
              Thread thread = new Thread(task, "courier");
              thread.setDaemon(true);
              return thread;
            },
            new Timer() {
              @Override
              public long nanoTime() {
                return timer.nanoTime();
              }

              @Override
              public CompletableFuture<Void> after(Duration delay) {
                if (poor.getAndSet(false)) {
                  throw new OutOfMemoryError("as the test wants it");
                }
                return timer.after(delay);
              }
            });
    CountDownLatch blocked = new CountDownLatch(1);
    untimed.execute(
        () -> {
          blocked.countDown();
          await(gate);
        });
    await(blocked);
    CountDownLatch done = new CountDownLatch(2);
    untimed.execute(done::countDown);
    untimed.execute(done::countDown);
    passUntil(done);

    assertThat(poor).isFalse();
  }
}

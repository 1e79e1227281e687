package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the waiter does before it sleeps: whoever comes late must not be left alone with it. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WaiterTest {
  private static final Runnable NOTHING = () -> {};
  private static final int PENDS = 1;

  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicReference<Runnable> whenFoundEmpty = new AtomicReference<>(NOTHING);
  private final AtomicReference<Runnable> whenAskedForTime = new AtomicReference<>(NOTHING);
  private final AtomicReference<Runnable> whenIssuing = new AtomicReference<>(NOTHING);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Somebody comes between the waiter's look into it and what the waiter does next. */
  private final Mailbox mailbox =
      new Mailbox() {
        @Override
        public boolean isEmpty() {
          boolean empty = super.isEmpty();
          if (empty) {
            whenFoundEmpty.getAndSet(NOTHING).run();
          }
          return empty;
        }
      };

  private final EngineParts parts = EngineParts.withPromptWorkers(this::before, mailbox);
  private final Shared shared = parts.shared;
  private final InlineSlots slots = new InlineSlots(parts.hooked);
  private Waiter waiter;

  private void before(String call, Object[] arguments) {
    if (call.equals("setEvent")) {
      signals.incrementAndGet();
    } else if (call.equals("socketIoctl")) {
      whenIssuing.getAndSet(NOTHING).run();
    }
  }

  private long time() {
    whenAskedForTime.getAndSet(NOTHING).run();
    return parts.kernel.nanoTime();
  }

  private void start() {
    parts.kernel.react(PENDS, Reaction.pend());
    WaitSet waitSet = new WaitSet(parts.hooked, shared.wakeup.event());
    InFlight inFlight = new InFlight(parts.hooked, shared, parts.kernel::nanoTime, waitSet);
    waiter =
        new Waiter(shared, slots, this::time, Duration.ZERO, waitSet, inFlight, ended::countDown);
    new Thread(waiter).start();
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** Nothing is about to wake it: what it has not seen by now, it does not see. */
  private void untilItSleeps() {
    until(parts.kernel::isIdle);
  }

  private Operation<?> submit() {
    Operation<?> operation = parts.operation(Form.RAW);
    shared.submit(operation);
    return operation;
  }

  @AfterEach
  void itEnds() throws InterruptedException {
    waiter.askToClose();
    shared.wakeInAnyCase();
    ended.await();
    assertThat(parts.kernel.violations()).isEmpty();
    assertThat(parts.lost).isZero();
  }

  /** Else the sender finds it awake, does not wake it, and it sleeps beside what was sent. */
  @Test
  void itSaysThatItSleepsBeforeItsLastLookIntoTheMailbox() {
    AtomicInteger signalled = new AtomicInteger(-1);
    whenFoundEmpty.set(
        () -> {
          submit();
          signalled.set(signals.get());
        });
    start();
    until(() -> signalled.get() >= 0 || parts.kernel.isIdle());
    assertThat(signalled).as("signals of whoever came after the look").hasValue(1);
    untilItSleeps();
    assertThat(parts.kernel.pendings()).hasSize(1);
  }

  @Test
  void itLooksIntoTheMailboxOnceMoreBeforeItSleeps() {
    CountDownLatch issued = new CountDownLatch(1);
    whenIssuing.set(
        () -> {
          submit();
          issued.countDown();
        });
    start();
    untilItSleeps();
    submit();
    until(() -> issued.getCount() == 0);
    untilItSleeps();
    assertThat(parts.kernel.pendings()).hasSize(2);
    assertThat(signals).as("a waiter that is awake needs no signal").hasValue(1);
  }

  @Test
  void itLooksOnceMoreWhetherItIsToEndBeforeItSleeps() throws Exception {
    start();
    untilItSleeps();
    parts.kernel.setCancelsLater(true);
    Operation<?> operation = submit();
    PendingIoctl pending = parts.kernel.awaitPending(1).get(0);
    untilItSleeps();
    CountDownLatch asked = new CountDownLatch(1);
    whenAskedForTime.set( // how long the operation has been cancelled: it is about to sleep
        () -> {
          waiter.askToClose();
          shared.wakeInAnyCase();
          asked.countDown();
        });
    assertThat(operation.future.cancel(false)).isTrue();
    asked.await();
    until(() -> ended.getCount() == 0 || parts.kernel.isIdle());
    assertThat(ended.getCount()).as("it has ended, and does not sleep").isZero();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(List.of(pending)).isEqualTo(parts.kernel.pendings());
  }
}

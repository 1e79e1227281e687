package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the waiter does before it sleeps, for how long it sleeps, and how it ends: whoever comes
 * late must not be left alone with it.
 */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WaiterTest {
  private static final int PENDS = 1;

  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicReference<Runnable> whenFoundEmpty =
      new AtomicReference<>(WaiterTest::nothing);
  private final AtomicReference<Runnable> whenAskedForTime =
      new AtomicReference<>(WaiterTest::nothing);
  private final AtomicReference<Runnable> whenIssuing = new AtomicReference<>(WaiterTest::nothing);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** For how many milliseconds it has slept, or was about to. */
  private final List<Integer> sleeps = new CopyOnWriteArrayList<>();

  private volatile Throwable thrownByWait;

  /** Somebody comes between the waiter's look into it and what the waiter does next. */
  private final Mailbox mailbox =
      new Mailbox() {
        @Override
        public boolean isEmpty() {
          boolean empty = super.isEmpty();
          if (empty) {
            whenFoundEmpty.getAndSet(WaiterTest::nothing).run();
          }
          return empty;
        }
      };

  private final EngineParts parts = EngineParts.withPromptWorkers(this::before, mailbox);
  private final Shared shared = parts.shared;
  private final InlineSlots slots = new InlineSlots(parts.hooked);
  private Waiter waiter;

  private static void nothing() {}

  private void before(String call, Object[] arguments) throws Throwable {
    if (call.equals("setEvent")) {
      signals.incrementAndGet();
    } else if (call.equals("socketIoctl")) {
      whenIssuing.getAndSet(WaiterTest::nothing).run();
    } else if (call.equals("waitForAny")) {
      if (thrownByWait != null) {
        throw thrownByWait;
      }
      sleeps.add((Integer) arguments[2]);
    }
  }

  private long time() {
    whenAskedForTime.getAndSet(WaiterTest::nothing).run();
    return parts.kernel.nanoTime();
  }

  private void start() {
    start(Duration.ZERO);
  }

  private void start(Duration drain) {
    parts.kernel.react(PENDS, Reaction.pend());
    WaitSet waitSet = new WaitSet(parts.hooked, shared.wakeup.event());
    InFlight inFlight = new InFlight(parts.hooked, shared, parts.kernel::nanoTime, waitSet);
    waiter = new Waiter(shared, slots, this::time, drain, waitSet, inFlight, ended::countDown);
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

  // --- For how long it sleeps ---

  /** Lets the time pass that it sleeps for, and returns for how long it sleeps then. */
  private int nextSleep(int millis) {
    int before = sleeps.size();
    parts.kernel.advance(millis);
    until(() -> sleeps.size() > before);
    untilItSleeps();
    return sleeps.get(sleeps.size() - 1);
  }

  private int sleep() {
    untilItSleeps();
    return sleeps.get(sleeps.size() - 1);
  }

  /** A provider that signals before it writes the status signals once. */
  @Test
  void afterASignalThatOthersMayHaveSharedItLooksAgainLessAndLessOften() throws Exception {
    start();
    submit();
    PendingIoctl pending = parts.kernel.awaitPending(1).get(0);
    assertThat(sleep()).isEqualTo(-1);
    int before = sleeps.size();
    parts.kernel.signal(pending);
    until(() -> sleeps.size() > before);
    assertThat(sleep()).isEqualTo(1);
    assertThat(nextSleep(1)).isEqualTo(4);
    assertThat(nextSleep(4)).isEqualTo(16);
    assertThat(nextSleep(16)).isEqualTo(64);
    assertThat(nextSleep(64)).isEqualTo(256);
    assertThat(nextSleep(256)).isEqualTo(1024);
    assertThat(nextSleep(1024)).isEqualTo(-1);
    parts.kernel.complete(pending, 0);
    untilItSleeps();
  }

  @Test
  void aSignalOfTheControlEventIsNobodysToShare() throws Exception {
    start();
    submit();
    parts.kernel.awaitPending(1);
    untilItSleeps();
    submit();
    parts.kernel.awaitPending(2);
    assertThat(sleep()).as("each has a lane of its own").isEqualTo(-1);
    assertThat(parts.counters.wakeUps()).isEqualTo(sleeps.size() - 1);
  }

  @Test
  void itLooksAgainAfterAStartThatMayHaveWipedOutASignal() throws Exception {
    start();
    for (int i = 0; i < Lanes.LIMIT; i++) {
      submit();
      parts.kernel.awaitPending(i + 1);
      untilItSleeps();
    }
    assertThat(sleep()).isEqualTo(-1);
    submit(); // shares a lane
    parts.kernel.awaitPending(Lanes.LIMIT + 1);
    assertThat(sleep()).isEqualTo(1);
  }

  @Test
  void itSleepsUntilAnOverstayIsToBeToldOf() throws Exception {
    parts.kernel.setCancelsLater(true);
    start();
    Operation<?> operation = submit();
    PendingIoctl pending = parts.kernel.awaitPending(1).get(0);
    untilItSleeps();
    int before = sleeps.size();
    operation.future.cancel(false);
    until(() -> sleeps.size() > before && parts.kernel.isIdle());
    assertThat(sleep()).isEqualTo(10_001);
    parts.kernel.signal(pending);
    until(() -> sleep() == 1);
    parts.kernel.complete(pending, 0xC0000120);
    until(() -> parts.counters.cancelled() == 1);
  }

  // --- How it ends ---

  private void close() {
    waiter.askToClose();
    shared.wakeInAnyCase();
  }

  @Test
  void whileItClosesItLooksOftenUntilTheTimeIsUp() throws Exception {
    parts.kernel.setCancelsLater(true);
    start(Duration.ofMillis(25));
    Operation<?> operation = submit();
    PendingIoctl pending = parts.kernel.awaitPending(1).get(0);
    untilItSleeps();
    int before = sleeps.size();
    close();
    until(() -> sleeps.size() > before && parts.kernel.isIdle());
    assertThat(pending.isCancelAsked()).isTrue();
    assertThat(sleep()).isEqualTo(10);
    assertThat(nextSleep(10)).isEqualTo(10);
    assertThat(nextSleep(10)).isEqualTo(10);
    assertThat(ended.getCount()).isEqualTo(1);
    assertThat(operation.future).isNotDone();
    parts.kernel.advance(10);
    ended.await();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(operation.future).isCompletedExceptionally();
    assertThat(parts.kernel.openEvents()).as("that of the operation").isEqualTo(1);
  }

  @Test
  void itWaitsForCallersWhoAreInTheirCalls() {
    start(Duration.ofSeconds(1));
    untilItSleeps();
    InlineSlot slot = slots.acquire();
    int before = sleeps.size();
    close();
    until(() -> sleeps.size() > before && parts.kernel.isIdle());
    assertThat(sleep()).isEqualTo(10);
    assertThat(ended.getCount()).isEqualTo(1);
    slot.release();
    parts.kernel.advance(10);
    until(() -> ended.getCount() == 0 || parts.kernel.isIdle());
    assertThat(ended.getCount()).isZero();
    assertThat(parts.counters.retained()).isZero();
    assertThat(parts.kernel.liveMemory()).isZero();
    assertThat(parts.kernel.openEvents()).isZero();
  }

  @Test
  void whatCallersStillHaveIsKept() throws Exception {
    start();
    untilItSleeps();
    slots.acquire().prepare();
    close();
    ended.await();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.counters.retainedBytes()).isEqualTo(InlineSlot.SIZE);
    assertThat(parts.kernel.liveMemory()).as("the slot's").isEqualTo(1);
  }

  @Test
  void whatComesAfterTheEndIsRefused() throws Exception {
    start();
    close();
    ended.await();
    Operation<?> late = submit();
    assertThat(late.isSent).isFalse();
    assertThat(late.future).isCompletedExceptionally();
    assertThat(parts.kernel.liveMemory()).isZero();
    assertThat(parts.kernel.openEvents()).isZero();
  }

  /** Its handles may be somebody else's by now, if it was a handle that failed. */
  @Test
  void whenItsHandlesFailItFreesNothing() throws Exception {
    start();
    Operation<?> operation = submit();
    PendingIoctl pending = parts.kernel.awaitPending(1).get(0);
    untilItSleeps();
    KernelException gone = new KernelException("WaitForMultipleObjects", 6);
    thrownByWait = gone;
    submit();
    ended.await();
    assertThat(shared.death()).isSameAs(gone);
    assertThat(pending.isCancelAsked()).isTrue();
    assertThat(operation.future.handle((value, failure) -> failure.getCause()).join())
        .isSameAs(gone);
    assertThat(parts.counters.pending()).isZero();
    assertThat(parts.counters.retained()).isZero();
    assertThat(parts.kernel.openEvents()).as("control, and two lanes").isEqualTo(3);
    assertThat(parts.kernel.liveMemory()).isPositive();
    assertThat(submit().isSent).as("the mailbox is closed").isFalse();
  }

  @Test
  void whenItDiesOfAnythingElseItFreesWhatTheKernelDoesNotHold() throws Exception {
    start();
    submit();
    parts.kernel.awaitPending(1);
    untilItSleeps();
    thrownByWait = new OutOfMemoryError("simulated");
    submit();
    ended.await();
    assertThat(shared.death()).isSameAs(thrownByWait);
    assertThat(parts.kernel.pendings()).isEmpty();
    assertThat(parts.counters.retained()).isZero();
    assertThat(parts.kernel.openEvents()).isZero();
    assertThat(parts.kernel.liveMemory()).isZero();
  }

  @Test
  void whatTheKernelKeepsWhenItDiesIsKept() throws Exception {
    parts.kernel.setCancels(false);
    start();
    Operation<?> operation = submit();
    parts.kernel.awaitPending(1);
    untilItSleeps();
    thrownByWait = new OutOfMemoryError("simulated");
    shared.wakeInAnyCase();
    ended.await();
    assertThat(operation.future).isCompletedExceptionally();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.kernel.openEvents()).as("the lane's").isEqualTo(1);
  }
}

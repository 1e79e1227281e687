package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.Logged;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  private final AtomicReference<Runnable> whenCancelling =
      new AtomicReference<>(WaiterTest::nothing);
  private final AtomicReference<Runnable> whenFreeing = new AtomicReference<>(WaiterTest::nothing);
  private final AtomicReference<Runnable> whenEnding = new AtomicReference<>(WaiterTest::nothing);
  private final CountDownLatch ended = new CountDownLatch(1);

  /** For how many milliseconds it has slept, or was about to. */
  private final List<Integer> sleeps = new CopyOnWriteArrayList<>();

  private volatile Throwable thrownByWait;

  /** What ends whoever is about to say that nobody wants an operation any more. */
  private volatile Error thrownByPost;

  private volatile boolean hasThreads = true;
  private final Logged log = new Logged();

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

        @Override
        public boolean post(Linked item) {
          if (thrownByPost != null) {
            throw thrownByPost;
          }
          return super.post(item);
        }
      };

  private final EngineParts parts =
      EngineParts.withPromptWorkers(this::before, mailbox, () -> hasThreads);
  private final Shared shared = parts.shared;
  private final InlineSlots slots = new InlineSlots(parts.hooked);
  private Waiter waiter;

  private static void nothing() {}

  private void before(String call, Object[] arguments) throws Throwable {
    if (call.equals("setEvent")) {
      signals.incrementAndGet();
    } else if (call.equals("socketIoctl")) {
      whenIssuing.getAndSet(WaiterTest::nothing).run();
    } else if (call.equals("cancel")) {
      whenCancelling.getAndSet(WaiterTest::nothing).run();
    } else if (call.equals("free")) {
      whenFreeing.getAndSet(WaiterTest::nothing).run();
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
    waiter = new Waiter(shared, slots, this::time, drain, waitSet, inFlight, this::atEnd);
    new Thread(waiter).start();
  }

  private void atEnd() {
    whenEnding.getAndSet(WaiterTest::nothing).run();
    ended.countDown();
  }

  /** Until something has come of what the waiter does; while it rests, nothing comes of it. */
  private void until(BooleanSupplier condition) {
    while (true) {
      boolean rests = hasEnded() || parts.kernel.isIdle();
      if (condition.getAsBoolean()) {
        return;
      }
      assertThat(rests).as("the waiter rests, and it has not come").isFalse();
      Thread.onSpinWait();
    }
  }

  private boolean hasEnded() {
    return ended.getCount() == 0;
  }

  private void untilItHasEnded() {
    until(this::hasEnded);
  }

  private List<PendingIoctl> untilPending(int count) {
    until(() -> parts.kernel.pendings().size() == count);
    return parts.kernel.pendings();
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
  void itEnds() {
    waiter.askToClose();
    shared.wakeInAnyCase();
    untilItHasEnded();
    log.close();
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

  /** A dependent runs on the waiter here. */
  @Test
  void oneThatWasWokenByAnOperationNeedsNoSignalEither() throws Exception {
    start();
    Operation<?> operation = submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    int before = signals.get();
    CompletableFuture<Operation<?>> next = operation.future.thenApply(answer -> submit());
    parts.kernel.complete(pending, 0);
    untilPending(1);
    assertThat(next).isCompleted();
    assertThat(signals).hasValue(before);
  }

  /** Else whatever was sent before it is lost. */
  @Test
  void whatItIsStartingMayBeSentAgain() throws Exception {
    start();
    untilItSleeps();
    AtomicReference<Operation<?>> operation = new AtomicReference<>();
    whenIssuing.set(
        () -> {
          submit();
          operation.get().future.cancel(false);
        });
    operation.set(parts.operation(Form.RAW));
    shared.submit(operation.get());
    until(() -> parts.counters.cancelled() == 1);
    untilItSleeps();
    assertThat(parts.kernel.pendings()).as("the other one").hasSize(1);
  }

  @Test
  void itLooksOnceMoreWhetherItIsToEndBeforeItSleeps() throws Exception {
    start();
    untilItSleeps();
    parts.kernel.setCancelsLater(true);
    Operation<?> operation = submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    CountDownLatch asked = new CountDownLatch(1);
    whenAskedForTime.set( // how long the operation has been cancelled: it is about to sleep
        () -> {
          waiter.askToClose();
          shared.wakeInAnyCase();
          asked.countDown();
        });
    assertThat(operation.future.cancel(false)).isTrue();
    until(() -> asked.getCount() == 0);
    untilItHasEnded();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(List.of(pending)).isEqualTo(parts.kernel.pendings());
  }

  /** The thread of whoever was about to say so was at the end of its stack. */
  private void failToSaySo(Operation<?> unwanted) {
    thrownByPost = new StackOverflowError("simulated");
    unwanted.future.cancel(false);
    thrownByPost = null;
  }

  @Test
  void whatNobodyWantsIsCancelledThoughNobodyCouldSaySo() throws Exception {
    start();
    submit();
    PendingIoctl wanted = untilPending(1).get(0);
    Operation<?> unwanted = submit();
    untilPending(2);
    untilItSleeps();
    failToSaySo(unwanted);
    untilItSleeps();
    assertThat(parts.kernel.pendings()).containsExactly(wanted);
  }

  @Test
  void whatComesToBeUnwantedWhileItLooksForSuchIsFoundNext() throws Exception {
    parts.kernel.setCancelsLater(true);
    start();
    Operation<?> first = submit();
    PendingIoctl ofFirst = untilPending(1).get(0);
    untilItSleeps();
    Operation<?> second = submit();
    untilPending(2);
    untilItSleeps();
    whenCancelling.set(() -> failToSaySo(first)); // it has looked at the first one by then
    failToSaySo(second);
    untilItSleeps();
    assertThat(ofFirst.isCancelAsked()).isTrue();
  }

  @Test
  void itLooksOnceMoreForWhatNobodyCouldSayBeforeItSleeps() throws Exception {
    parts.kernel.setCancelsLater(true);
    start();
    Operation<?> operation = submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    Operation<?> overstay = submit();
    untilPending(2);
    untilItSleeps();
    CountDownLatch failed = new CountDownLatch(1);
    whenAskedForTime.set( // how long the other one has been cancelled: it is about to sleep
        () -> {
          failToSaySo(operation);
          failed.countDown();
        });
    overstay.future.cancel(false);
    until(() -> failed.getCount() == 0);
    untilItSleeps();
    assertThat(pending.isCancelAsked()).isTrue();
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
    PendingIoctl pending = untilPending(1).get(0);
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
  void whatHasEndedWithoutASignalOfItsOwnIsFoundByALookAgain() throws Exception {
    start();
    submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    parts.kernel.signal(pending); // too early
    untilItSleeps();
    parts.kernel.writeStatus(pending, 0);
    nextSleep(1);
    assertThat(parts.counters.later()).isEqualTo(1);
  }

  /** It has not slept: the time for the next look has not come. */
  @Test
  void aRoundWithoutASleepIsNoLook() throws Exception {
    start();
    submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    parts.kernel.signal(pending);
    assertThat(sleep()).isEqualTo(1);
    whenIssuing.set(this::submit);
    submit();
    untilPending(3);
    assertThat(sleep()).isEqualTo(1);
  }

  @Test
  void aSignalOfTheControlEventIsNobodysToShare() throws Exception {
    start();
    submit();
    untilPending(1);
    untilItSleeps();
    submit();
    untilPending(2);
    assertThat(sleep()).as("each has a lane of its own").isEqualTo(-1);
    assertThat(parts.counters.wakeUps()).isEqualTo(sleeps.size() - 1);
  }

  @Test
  void itLooksAgainAfterAStartThatMayHaveWipedOutASignal() throws Exception {
    start();
    for (int i = 0; i < Lanes.LIMIT; i++) {
      submit();
      untilPending(i + 1);
      untilItSleeps();
    }
    assertThat(sleep()).isEqualTo(-1);
    submit(); // shares a lane
    untilPending(Lanes.LIMIT + 1);
    assertThat(sleep()).isEqualTo(1);
  }

  @Test
  void itSleepsUntilAnOverstayIsToBeToldOf() throws Exception {
    parts.kernel.setCancelsLater(true);
    start();
    Operation<?> operation = submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    int before = sleeps.size();
    operation.future.cancel(false);
    until(() -> sleeps.size() > before);
    untilItSleeps();
    assertThat(sleep()).isEqualTo(10_001);
    assertThat(nextSleep(10_001)).as("when it was told of").isEqualTo(-1);
    parts.kernel.signal(pending);
    until(() -> sleep() == 1);
    parts.kernel.complete(pending, 0xC0000120);
    until(() -> parts.counters.cancelled() == 1);
  }

  @Test
  void whileThereIsNoThreadForWhatHasEndedItLooksOften() throws Exception {
    start();
    Operation<?> operation = submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    hasThreads = false;
    parts.kernel.complete(pending, 0);
    assertThat(sleep()).isEqualTo(20);
    assertThat(nextSleep(20)).isEqualTo(20);
    assertThat(operation.future).isNotDone();
    hasThreads = true;
    assertThat(nextSleep(20)).isEqualTo(-1);
    assertThat(operation.future).isDone();
  }

  @Test
  void itSleepsUntilTheFirstOfWhatItHasToLookAfter() throws Exception {
    start();
    submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    submit();
    PendingIoctl other = untilPending(2).get(1);
    untilItSleeps();
    hasThreads = false;
    parts.kernel.complete(other, 0);
    untilItSleeps();
    parts.kernel.signal(pending);
    assertThat(sleep()).as("for a signal that others may have shared").isEqualTo(1);
    assertThat(nextSleep(1)).isEqualTo(4);
    assertThat(nextSleep(4)).isEqualTo(16);
    assertThat(nextSleep(16)).as("for what finds no thread").isEqualTo(20);
    hasThreads = true;
    parts.kernel.complete(pending, 0);
    until(() -> parts.counters.later() == 2);
  }

  // --- How it ends ---

  private void close() {
    waiter.askToClose();
    shared.wakeInAnyCase();
  }

  @Test
  void whileItClosesItLooksOftenUntilTheTimeIsUp() throws Exception {
    parts.kernel.setCancelsLater(true);
    start(Duration.ofMillis(30));
    Operation<?> operation = submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    int before = sleeps.size();
    close();
    until(() -> sleeps.size() > before);
    untilItSleeps();
    assertThat(pending.isCancelAsked()).isTrue();
    assertThat(sleep()).isEqualTo(10);
    assertThat(nextSleep(10)).isEqualTo(10);
    assertThat(nextSleep(10)).isEqualTo(10);
    assertThat(ended.getCount()).isEqualTo(1);
    assertThat(operation.future).isNotDone();
    parts.kernel.advance(10);
    untilItHasEnded();
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
    until(() -> sleeps.size() > before);
    untilItSleeps();
    assertThat(sleep()).isEqualTo(10);
    assertThat(ended.getCount()).isEqualTo(1);
    slot.release();
    parts.kernel.advance(10);
    untilItHasEnded();
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
    untilItHasEnded();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.counters.retainedBytes()).isEqualTo(InlineSlot.SIZE);
    assertThat(parts.kernel.liveMemory()).as("the slot's").isEqualTo(1);
  }

  /** Has something happen when it asks for the time for the nth time from now. */
  private void whenAskedForTime(int nth, Runnable what) {
    whenAskedForTime.set(nth == 1 ? what : () -> whenAskedForTime(nth - 1, what));
  }

  /** As a caller's thread does whose call turns out to pend. */
  private Operation<?> submitInline() throws KernelException {
    InlineSlot slot = slots.acquire();
    Operation<?> operation = parts.operation(Form.RAW);
    operation.signal = slot;
    operation.block = slot.prepare();
    operation.blockOffset = InlineSlot.DATA;
    parts.kernel.socketIoctl(0x1000, PENDS, 0, 0, 0, 0, 0, slot.address(0));
    shared.submit(operation);
    return operation;
  }

  /** Its time is up, but what comes back until the very end is given back. */
  @Test
  void itsLastLookFindsWhatHasEndedByThen() throws Exception {
    parts.kernel.setCancelsLater(true);
    start();
    submit();
    untilPending(1);
    submitInline();
    List<PendingIoctl> pending = untilPending(2);
    untilItSleeps();
    InlineSlot callers = slots.acquire();
    callers.prepare();
    whenAskedForTime( // it sets the time, finds it up, and has a last look for overstays
        3,
        () -> {
          pending.forEach(each -> parts.kernel.writeStatus(each, 0xC0000120));
          callers.release();
        });
    close();
    untilItHasEnded();
    assertThat(parts.counters.cancelled()).isEqualTo(2);
    assertThat(parts.counters.retained()).isZero();
    assertThat(parts.kernel.liveMemory()).isZero();
    assertThat(parts.kernel.openEvents()).isZero();
  }

  @Test
  void whatItGotFromACallerIsKeptOnce() throws Exception {
    parts.kernel.setCancelsLater(true);
    start();
    submitInline();
    untilItSleeps();
    close();
    untilItHasEnded();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.kernel.liveMemory()).as("the slot's").isEqualTo(1);
  }

  @Test
  void whoeverHearsOfItsEndSeesWhatItHasLeft() throws Exception {
    start();
    untilItSleeps();
    parts.counters.setWaiterIsAway(true);
    parts.counters.pending.set(1); // a worker has that one
    AtomicInteger pending = new AtomicInteger();
    whenEnding.set(() -> pending.set(parts.counters.pending()));
    close();
    untilItHasEnded();
    assertThat(pending).hasValue(1);
  }

  @Test
  void whatComesAfterTheEndIsRefused() throws Exception {
    start();
    close();
    untilItHasEnded();
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
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    KernelException gone = new KernelException("WaitForMultipleObjects", 6);
    thrownByWait = gone;
    submit();
    untilItHasEnded();
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
    InlineSlot slot = slots.acquire();
    slot.prepare();
    slot.release();
    start();
    submit();
    untilPending(1);
    untilItSleeps();
    thrownByWait = new OutOfMemoryError("simulated");
    submit();
    untilItHasEnded();
    assertThat(shared.death()).isSameAs(thrownByWait);
    assertThat(log.messages()).anyMatch(each -> each.contains("waiter thread has died"));
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
    untilPending(1);
    untilItSleeps();
    thrownByWait = new OutOfMemoryError("simulated");
    shared.wakeInAnyCase();
    untilItHasEnded();
    assertThat(operation.future).isCompletedExceptionally();
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.kernel.openEvents()).as("the lane's").isEqualTo(1);
  }

  /** Two that were sent together, while it was at work: it dies of the first. */
  @Test
  void whatItHasTakenButNotStartedWhenItDiesIsNotStarted() throws Exception {
    parts.kernel.setCancelsLater(true);
    start();
    Operation<?> first = submit();
    untilPending(1);
    untilItSleeps();
    OutOfMemoryError noMemory = new OutOfMemoryError("simulated");
    AtomicReference<Operation<?>> second = new AtomicReference<>();
    whenIssuing.set(
        () -> {
          whenCancelling.set(
              () -> {
                throw noMemory;
              });
          first.future.cancel(false);
          second.set(submit());
        });
    submit();
    untilItHasEnded();
    assertThat(shared.death()).isSameAs(noMemory);
    assertThat(parts.counters.started()).as("the first two").isEqualTo(2);
    assertThat(second.get().future).isCompletedExceptionally();
    assertThat(second.get().future.handle((value, failure) -> failure.getCause()).join())
        .isSameAs(noMemory);
  }

  @Test
  void aStepOfItsEndThatFailsIsTriedAgainAndKeepsNoOtherFromItsTurn() throws Exception {
    start();
    submit();
    PendingIoctl first = untilPending(1).get(0);
    submit();
    PendingIoctl second = untilPending(2).get(1);
    untilItSleeps();
    whenCancelling.set(
        () -> {
          throw new StackOverflowError("simulated");
        });
    thrownByWait = new OutOfMemoryError("simulated");
    shared.wakeInAnyCase();
    untilItHasEnded();
    assertThat(first.isCancelAsked()).as("it goes on where it was").isFalse();
    assertThat(second.isCancelAsked()).isTrue();
    assertThat(parts.counters.cancelled()).isEqualTo(1);
    assertThat(parts.counters.retained()).isEqualTo(1);
  }

  @Test
  void whatFailsHalfwayIsNotFreedTwice() throws Exception {
    start();
    submit();
    untilPending(1);
    untilItSleeps();
    whenFreeing.set( // the chunk of a lane; then the count of bytes
        () ->
            whenFreeing.set(
                () -> {
                  throw new StackOverflowError("simulated");
                }));
    thrownByWait = new OutOfMemoryError("simulated");
    shared.wakeInAnyCase();
    untilItHasEnded();
    assertThat(parts.kernel.violations()).isEmpty();
    assertThat(parts.kernel.liveMemory()).as("what came after it").isEqualTo(2);
  }

  @Test
  void whenItDiesItWaitsForWhatItHasCancelled() throws Exception {
    parts.kernel.setCancelsLater(true);
    start(Duration.ofSeconds(5));
    submit();
    PendingIoctl pending = untilPending(1).get(0);
    untilItSleeps();
    CountDownLatch cancelled = new CountDownLatch(1);
    whenCancelling.set(cancelled::countDown);
    thrownByWait = new OutOfMemoryError("simulated");
    shared.wakeInAnyCase();
    until(() -> cancelled.getCount() == 0);
    until(pending::isCancelAsked);
    parts.kernel.writeStatus(pending, 0xC0000120);
    untilItHasEnded();
    assertThat(parts.counters.cancelled()).isEqualTo(1);
    assertThat(parts.counters.retained()).isZero();
    assertThat(parts.kernel.liveMemory()).isZero();
    assertThat(parts.kernel.openEvents()).isZero();
  }
}

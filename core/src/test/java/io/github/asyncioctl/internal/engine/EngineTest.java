package io.github.asyncioctl.internal.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.HookedKernel;
import io.github.asyncioctl.sim.Logged;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the front does itself: it refuses, it passes on, and it ends with its waiter or without. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class EngineTest {
  private static final int PENDS = 0x28000017;
  private static final int AT_ONCE = 0x4004667F;
  private static final int LARGE = Blocks.LARGEST_KEPT + 1;

  /** For a waiter that is slow for want of a CPU, and not too long for one that never comes. */
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  private final List<String> allocations = new CopyOnWriteArrayList<>();

  /** What the next calls of a name throw, one after the other. */
  private final ConcurrentHashMap<String, List<Throwable>> thrown = new ConcurrentHashMap<>();

  /** What is logged, and what is to be. */
  private final Logged log = new Logged();

  private final List<String> warnings = new ArrayList<>();

  private Engine engine;

  private void before(String call, Object[] arguments) throws Throwable {
    if (call.equals("allocate")) {
      allocations.add(arguments[0] + " " + Thread.currentThread().getName());
    }
    List<Throwable> all = thrown.get(call);
    if (all != null && !all.isEmpty()) {
      Throwable next = all.remove(0);
      if (next != null) {
        throw next;
      }
    }
  }

  private void throwAt(String call, Throwable... each) {
    List<Throwable> all = new ArrayList<>();
    for (Throwable next : each) {
      all.add(next);
    }
    thrown.put(call, all);
  }

  private Settings settings(Executor executor, Duration drain) {
    return new Settings("front", executor, drain, Set.of(AT_ONCE), Set.of(), kernel::nanoTime);
  }

  private void open(Executor executor, Duration drain) throws KernelException {
    kernel.react(PENDS, Reaction.pend()).react(AT_ONCE, Reaction.succeed((byte) 7));
    engine =
        new Engine(
            HookedKernel.over(kernel, this::before),
            settings(executor, drain),
            TestFailures.failures());
  }

  private void open() throws KernelException {
    open(null, DRAIN);
  }

  @AfterEach
  void nothingWasHarmedAndNothingElseWasLogged() throws Exception {
    if (engine != null) {
      engine.close();
      untilLogged();
    }
    log.close();
    assertThat(log.messages()).isEqualTo(warnings);
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
  }

  private CompletableFuture<ByteBuffer> submit(int capacity) {
    int before = engine.counters().pending();
    CompletableFuture<ByteBuffer> future = engine.submit(socket, PENDS, null, capacity, Form.RAW);
    assertThat(engine.counters().pending()).as("pending").isEqualTo(before + 1);
    return future;
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).join();
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  /** A worker logs, and takes this after what there was to log. */
  private void untilLogged() throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    engine.later(
        new Linked() {
          @Override
          public void run() {
            done.complete(null);
          }
        });
    done.get(20, SECONDS);
  }

  private void assertNothingKept() {
    assertThat(kernel.liveMemory()).as("memory").isZero();
    assertThat(kernel.openEvents()).as("events").isZero();
    assertThat(engine.counters().pending()).as("pending").isZero();
    assertThat(engine.counters().retained()).as("retained").isZero();
  }

  // --- Its threads ---

  @Test
  void itsThreadsBearItsNameAndKeepNoProgramAlive() throws Exception {
    open();
    CompletableFuture<Thread> completing = submit(0).thenApply(answer -> Thread.currentThread());
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    kernel.complete(pending, 0);
    CompletableFuture<Thread> lent = new CompletableFuture<>();
    Thread lender = new Thread(() -> lent.complete(engine.companion().newThread(() -> {}, "role")));
    lender.setDaemon(false); // what it makes would be as it is
    lender.start();
    List<Thread> threads =
        List.of(pending.issuer(), completing.get(20, SECONDS), lent.get(20, SECONDS));
    assertThat(threads)
        .extracting(Thread::getName)
        .containsExactly("front-waiter", "front-completions", "front-role");
    assertThat(threads).allMatch(Thread::isDaemon);
  }

  @Test
  void itKnowsItsWaiter() throws Exception {
    open(Runnable::run, DRAIN);
    CompletableFuture<Boolean> onWaiter = submit(0).thenApply(answer -> engine.isWaiter());
    kernel.complete(kernel.awaitPending(1).get(0), 0);
    assertThat(onWaiter.get(20, SECONDS)).isTrue();
    assertThat(engine.isWaiter()).isFalse();
  }

  @Test
  void whatIsLeftForLaterAWorkerDoes() throws Exception {
    open();
    CompletableFuture<String> done = new CompletableFuture<>();
    engine.later(
        new Linked() {
          @Override
          public void run() {
            done.complete(Thread.currentThread().getName());
          }
        });
    assertThat(done.get(20, SECONDS)).isEqualTo("front-completions");
    assertThat(engine.drain()).isEqualTo(DRAIN);
  }

  // --- There is no memory for all of it ---

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatCannotBeOpenedGivesBackWhatItHas(int allocationsBefore) {
    Error noMemory = new StackOverflowError("as good as that, and JUnit goes on");
    throwAt("allocate", allocationsBefore == 0 ? noMemory : null, noMemory);
    assertThatThrownBy(this::open).isSameAs(noMemory);
    assertThat(allocations).hasSize(allocationsBefore + 1);
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  @Test
  void aDrainThatNoClockCanMeasureCostsNothing() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
    assertThatThrownBy(() -> open(null, endless)).isInstanceOf(ArithmeticException.class);
    assertThat(allocations).isNotEmpty();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  // --- What it refuses ---

  @Test
  void aHandleThatIsClosedIsRefusedBeforeAnythingIsMade() throws Exception {
    open();
    socket.close();
    int before = allocations.size();
    CompletableFuture<ByteBuffer> refused = engine.submit(socket, PENDS, null, LARGE, Form.RAW);
    assertThat(failure(refused)).isInstanceOf(ClosedChannelException.class);
    assertThat(allocations).hasSize(before);
    assertThat(engine.counters().pending()).isZero();
    assertThat(engine.pending()).isEmpty();
  }

  @Test
  void afterItsEndItRefuses() throws Exception {
    open();
    engine.requireOpen();
    engine.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> submit(0))
        .withMessage("the engine is closed")
        .withNoCause();
    assertThatIllegalStateException()
        .isThrownBy(() -> engine.requireOpen())
        .withMessage("the engine is closed");
  }

  @Test
  void afterItsWaitersDeathItRefusesWithTheCause() throws Exception {
    warnings.add("front: The waiter thread has died; pending operations fail");
    open();
    CompletableFuture<ByteBuffer> pending = submit(0);
    kernel.awaitPending(1);
    kernel.failNext(Call.WAIT, 1);
    kernel.stir();
    until(pending::isDone);
    engine.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> submit(0))
        .withMessage("the engine's waiter has died")
        .withCauseInstanceOf(KernelException.class);
  }

  @Test
  void whatIsBeyondTheBoundsIsRefused() throws Exception {
    kernel.react(PENDS, Reaction.pend()).react(AT_ONCE, Reaction.succeed((byte) 7));
    Settings bounded =
        new Settings("front", null, DRAIN, Set.of(AT_ONCE), Set.of(), kernel::nanoTime, 3, 1000);
    engine = new Engine(kernel, bounded, TestFailures.failures());
    submit(500).isDone();
    assertThat(failure(engine.submit(socket, PENDS, null, 501, Form.RAW)))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("maxPendingBytes: 500 bytes are pending, and 501 more would exceed 1000");
    submit(500).isDone();
    submit(0).isDone();
    assertThat(failure(engine.submit(socket, PENDS, null, 0, Form.RAW)))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("maxPending: 3 operations are pending");
    assertThat(engine.submit(socket, AT_ONCE, null, 1, Form.RAW)).as("at once").isCompleted();
  }

  // --- What it passes on ---

  @Test
  void whatHasNotEndedIsShownWithItsAge() throws Exception {
    open();
    kernel.advance(500);
    CompletableFuture<ByteBuffer> future = submit(0);
    kernel.awaitPending(1);
    kernel.advance(1500);
    assertThat(engine.pending())
        .containsExactly(new PendingOperation("WSAIoctl", PENDS, 0x1000, true, 1_500_000_000L));
    future.cancel(true);
    assertThat(engine.pending()).isEmpty();
  }

  /** Before it sends: after that nothing may come between the caller and its future. */
  @Test
  void whoSendsTellsOfACallThatBlocksTheWaiter() throws Exception {
    warnings.add(
        "front: WSAIoctl SIO_ADDRESS_LIST_CHANGE (0x28000017) on SOCKET 0x1000 has blocked the"
            + " waiter for more than a second; if the code completes at once, declare it with"
            + " atOnce, so that it stays off the waiter");
    open();
    kernel.block(Call.IOCTL);
    submit(0).isDone();
    kernel.awaitBlocked();
    kernel.advance(1001);
    submit(0).isDone();
    submit(LARGE).isDone();
    kernel.open(Call.IOCTL);
    untilLogged();
    assertThat(log.messages()).isEqualTo(warnings);
  }

  @Test
  void memoryThatTheWaiterCanKeepIsTheWaiters() throws Exception {
    open();
    submit(LARGE - 1).isDone();
    kernel.awaitPending(1);
    assertThat(allocations).contains((LARGE - 1) + " front-waiter");
  }

  /** So that nobody else waits for that. */
  @Test
  void largeMemoryIsMadeAndFilledByWhoeverWantsIt() throws Exception {
    open();
    byte[] bytes = new byte[LARGE];
    bytes[1] = 11;
    bytes[LARGE - 1] = 13;
    CompletableFuture<ByteBuffer> future =
        engine.submit(socket, PENDS, ByteBuffer.wrap(bytes).position(1), 8, Form.RAW);
    assertThat(allocations)
        .contains(Calls.size(Form.RAW, LARGE - 1, 8) + " " + Thread.currentThread().getName());
    bytes[1] = 0;
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    assertThat(pending.input()).hasSize(LARGE - 1).startsWith(11).endsWith(13);
    kernel.complete(pending, 0, (byte) 42);
    assertThat(future.get(20, SECONDS).get()).isEqualTo((byte) 42);
    engine.close();
    assertNothingKept();
  }

  @Test
  void pointersInLargeInputsBecomeAddresses() throws Exception {
    open();
    ByteBuffer in = ByteBuffer.allocate(LARGE).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 100);
    CompletableFuture<Long> address = engine.submit(socket, PENDS, in, 0, new Pointing(null));
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    long seen = ByteBuffer.wrap(pending.input()).order(ByteOrder.LITTLE_ENDIAN).getLong(8);
    kernel.complete(pending, 0);
    assertThat(seen).isEqualTo(address.get(20, SECONDS) + 100);
    assertThat(in.getLong(8)).isEqualTo(100);
  }

  /** It has found the engine open, and then does not: its memory is the caller's still. */
  @ParameterizedTest
  @ValueSource(ints = {64, LARGE})
  void whatMeetsTheEndOnItsWayFailsAndGivesBackItsMemory(int length) throws Exception {
    open();
    CompletableFuture<Long> late =
        engine.submit(
            socket, PENDS, ByteBuffer.allocate(length), 8, new Pointing(() -> engine.close()));
    IoctlException failure = (IoctlException) failure(late);
    assertThat(failure.error()).isEqualTo(995);
    assertThat(failure).hasMessageContaining("the engine was closed");
    assertNothingKept();
    assertThat(engine.pending()).isEmpty();
  }

  /** One pointer, at 8; and somebody hears when it is asked for it. */
  private record Pointing(Runnable whenAsked) implements Form<Long> {
    @Override
    public int[] pointers(ByteBuffer in) {
      if (whenAsked != null) {
        whenAsked.run();
      }
      return new int[] {8};
    }

    @Override
    public boolean takesInput() {
      return true;
    }

    @Override
    public Long decode(ByteBuffer memory, long address, long transferred) {
      return address;
    }
  }

  @Test
  void whatSucceedsAtOnceNeedsNoSecondAttemptAndWhatFailsAtOnceGetsOne() throws Exception {
    open();
    CompletableFuture<ByteBuffer> succeeded = growing();
    assertThat(succeeded).isCompleted();
    assertThat(succeeded.join().get()).isEqualTo((byte) 7);
    kernel.reactTo(
        AT_ONCE,
        request ->
            request.outCapacity() < 16
                ? Reaction.tooShort(10014, 16)
                : Reaction.succeed(new byte[16]));
    CompletableFuture<ByteBuffer> grown = growing();
    assertThat(grown.get(20, SECONDS).remaining()).isEqualTo(16);
    assertThat(engine.counters().failed()).as("for good").isZero();
  }

  @Test
  void whatPendsAndDoesNotFitGetsASecondAttempt() throws Exception {
    open();
    CompletableFuture<ByteBuffer> future =
        engine.submitGrowing(socket, PENDS, null, 8, Form.RAW, (failure, capacity) -> 2 * capacity);
    kernel.complete(kernel.awaitPending(1).get(0), 0xC0000023);
    until(() -> future.isDone() || kernel.pendings().size() == 1);
    assertThat(future).isNotDone();
    kernel.complete(kernel.pendings().get(0), 0, new byte[16]);
    assertThat(future.get(20, SECONDS).remaining()).isEqualTo(16);
  }

  private CompletableFuture<ByteBuffer> growing() {
    return engine.submitGrowing(
        socket, AT_ONCE, null, 8, Form.RAW, (failure, capacity) -> 2 * capacity);
  }

  // --- The end ---

  @Test
  void closingEndsTheWaiterAndGivesEverythingBack() throws Exception {
    open();
    kernel.awaitWaiting();
    engine.close();
    assertNothingKept();
  }

  /** The user's executor has dropped it: that takes the time which outcomes get to arrive. */
  @Test
  void everyFutureHasEndedWhenClosingReturns() throws Exception {
    open(task -> {}, DRAIN);
    CompletableFuture<ByteBuffer> dropped = submit(8);
    kernel.complete(kernel.awaitPending(1).get(0), 0, (byte) 42);
    until(() -> engine.counters().pending() == 0);
    engine.close();
    assertThat(dropped).isCompletedWithValue(ByteBuffer.wrap(new byte[] {42}));
    assertNothingKept();
  }

  /** Else it would wait for itself, and end the futures as if it had not come back. */
  @Test
  void theWaiterMayCloseAndEndsWhenItComesBack() throws Exception {
    open(Runnable::run, DRAIN);
    CompletableFuture<ByteBuffer> other = submit(8);
    PendingIoctl kept = kernel.awaitPending(1).get(0);
    List<Boolean> ended = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> closing =
        submit(0)
            .thenRun(
                () -> {
                  engine.close();
                  ended.add(other.isDone());
                });
    for (PendingIoctl each : kernel.awaitPending(2)) {
      if (each != kept) {
        kernel.complete(each, 0);
      }
    }
    closing.get(20, SECONDS);
    engine.close();
    assertThat(ended).containsExactly(false);
    assertThat(((IoctlException) failure(other)).error()).isEqualTo(995);
    assertNothingKept();
  }

  @Test
  void aWaiterThatComesBackInTimeIsWaitedFor() throws Exception {
    open(null, Duration.ofSeconds(20));
    kernel.block(Call.IOCTL);
    CompletableFuture<ByteBuffer> future = submit(8);
    kernel.awaitBlocked();
    Thread closing = new Thread(() -> engine.close());
    closing.start();
    until(
        () ->
            closing.getState() == Thread.State.TIMED_WAITING
                || closing.getState() == Thread.State.TERMINATED);
    assertThat(future).as("it is the waiter that ends it").isNotDone();
    kernel.open(Call.IOCTL);
    closing.join();
    assertThat(((IoctlException) failure(future)).error()).isEqualTo(995);
    assertNothingKept();
  }

  @Test
  void aWaiterThatDoesNotComeBackIsToldOf() throws Exception {
    warnings.add(
        "front: The waiter thread did not end in time; pending operations were completed without"
            + " it");
    open(null, Duration.ZERO);
    kernel.block(Call.IOCTL);
    CompletableFuture<ByteBuffer> future = submit(8);
    kernel.awaitBlocked();
    try {
      engine.close();
      assertThat(((IoctlException) failure(future)).error()).isEqualTo(995);
      assertThat(engine.counters().pending()).isZero();
      assertThat(engine.counters().retained()).isEqualTo(1);
      engine.close();
    } finally {
      kernel.open(Call.IOCTL);
    }
    until(() -> kernel.liveMemory() == 0);
    until(() -> engine.counters().retained() == 0);
  }

  /** The memory for a signal may be there the next time. */
  @Test
  void whoClosesWakesTheWaiterAgainIfThatFails() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Notices.class);
    logger.setLevel(Level.DEBUG);
    try {
      warnings.add("front: opened");
      warnings.add("front: Could not wake the waiter");
      open();
      until(kernel::isIdle);
      throwAt("setEvent", new StackOverflowError("simulated"));
      engine.close();
      assertNothingKept();
      untilLogged();
    } finally {
      logger.setLevel(null);
    }
  }

  /** Nothing can wake it. Should the kernel do so, it ends as it would have. */
  @Test
  void aWaiterThatIsLostEndsWhenItWakesByItself() throws Exception {
    warnings.add("front: Nothing can wake the waiter; pending operations fail");
    open();
    CompletableFuture<ByteBuffer> first = submit(8);
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    until(kernel::isIdle);
    throwAt("setEvent", new KernelException("SetEvent", 6));
    CompletableFuture<ByteBuffer> second = engine.submit(socket, PENDS, null, 8, Form.RAW);
    for (CompletableFuture<ByteBuffer> each : List.of(first, second)) {
      assertThat(each)
          .failsWithin(20, SECONDS)
          .withThrowableThat()
          .havingRootCause()
          .withMessageContaining("SetEvent");
    }
    assertThat(engine.counters().pending()).isZero();
    assertThat(engine.counters().retained()).isEqualTo(2);
    kernel.complete(pending, 0);
    until(() -> kernel.liveMemory() == 0 || kernel.isIdle());
    assertThat(kernel.liveMemory()).isZero();
    until(() -> engine.counters().retained() == 0);
    assertThat(engine.counters().pending()).isZero();
  }

  @Test
  void whoClosesAnEngineThatHasLostItsWaiterWaitsForNothing() throws Exception {
    warnings.add("front: Nothing can wake the waiter; pending operations fail");
    open();
    CompletableFuture<ByteBuffer> first = submit(8);
    kernel.awaitPending(1);
    until(kernel::isIdle);
    throwAt("setEvent", new KernelException("SetEvent", 6));
    CompletableFuture<ByteBuffer> second = engine.submit(socket, PENDS, null, 8, Form.RAW);
    engine.close();
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(engine.counters().pending()).isZero();
    assertThat(engine.counters().retained()).isEqualTo(2);
  }
}

package io.github.asyncioctl.sim;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real kernel cannot be made to do, or not at the right moment. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
@ParameterizedClass
@EnumSource(Personality.class)
class SimulatedFaultsTest {
  private static final int PENDS = 0x28000017;
  private static final int AT_ONCE = 0x4004667F;
  private static final int WRONG = 0x48000016;
  private static final int FENCE = 0x48001234;

  private final SimulatedKernel kernel;
  private final Target socket = new SimulatedTarget(0x1000, true);
  private Engine engine;

  SimulatedFaultsTest(Personality personality) {
    kernel = new SimulatedKernel(personality);
  }

  private Engine open() throws KernelException {
    return open(null, Duration.ofSeconds(10));
  }

  private Engine open(Executor executor, Duration drain) throws KernelException {
    kernel.react(PENDS, Reaction.pend()).react(FENCE, Reaction.fail(10045));
    Settings settings =
        new Settings("faults", executor, drain, Set.of(AT_ONCE, WRONG), Set.of(), kernel::nanoTime);
    engine = new Engine(kernel, settings, TestFailures.failures());
    return engine;
  }

  @AfterEach
  void nothingWasFreedThatWasInUse() {
    if (engine != null) {
      engine.close();
    }
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
  }

  private CompletableFuture<ByteBuffer> submit(int code, int out) {
    return engine.submit(socket, code, null, out, Form.RAW);
  }

  private PendingIoctl issued(int count) throws InterruptedException {
    return kernel.awaitPending(count).get(count - 1);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, SECONDS);
  }

  private static Throwable failureOf(CompletableFuture<?> future) throws Exception {
    try {
      Object value = get(future);
      throw new AssertionError("succeeded: " + value);
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private void assertNothingKept() {
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  // --- Lane events (K2, K3) ---

  @Test
  void aSignalThatTheNextStartWipesOutIsNotLost() throws Exception {
    open();
    // More than there are lanes, so that every lane is shared.
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      futures.add(submit(PENDS, 0));
    }
    List<PendingIoctl> pendings = kernel.awaitPending(200);
    // The waiter is held while operations complete and further ones are queued behind them.
    kernel.block(Call.IOCTL);
    futures.add(submit(PENDS, 0));
    kernel.awaitBlocked();
    for (int i = 0; i < 100; i++) {
      futures.add(submit(PENDS, 0));
    }
    for (PendingIoctl each : pendings) {
      kernel.complete(each, 0);
    }
    kernel.open(Call.IOCTL);

    for (int i = 0; i < 200; i++) {
      get(futures.get(i));
    }
    for (PendingIoctl each : kernel.awaitPending(101)) {
      kernel.complete(each, 0);
    }
    for (CompletableFuture<ByteBuffer> future : futures) {
      get(future);
    }
    engine.close();
    assertNothingKept();
  }

  @Test
  void aStatusBeforeItsSignalIsNoTrouble() throws Exception {
    open();
    CompletableFuture<ByteBuffer> first = submit(PENDS, 8);
    PendingIoctl one = issued(1);
    kernel.writeStatus(one, 0, (byte) 7);
    assertThat(first).isNotDone();
    kernel.signal(one);
    assertThat(get(first).get()).isEqualTo((byte) 7);

    // The late signal of an operation that was found complete before: its slot is in use again.
    CompletableFuture<ByteBuffer> second = submit(PENDS, 8);
    issued(1);
    kernel.signal(one);
    get(submit(FENCE, 0).exceptionally(failure -> null));
    assertThat(second).isNotDone();
    assertThat(engine.counters().inconsistent()).isZero();
  }

  @Test
  void aCountBeforeItsStatusCompletesNothing() throws Exception {
    open();
    CompletableFuture<ByteBuffer> future = submit(PENDS, 8);
    PendingIoctl pending = issued(1);
    kernel.writeCount(pending, 3);
    kernel.signal(pending);
    get(submit(FENCE, 0).exceptionally(failure -> null));
    get(submit(FENCE, 0).exceptionally(failure -> null));
    assertThat(future).isNotDone();
    kernel.complete(pending, 0, (byte) 4);
    assertThat(get(future).remaining()).isEqualTo(1);
  }

  /** Against K3, and so that nobody hangs on a provider that does it. */
  @Test
  void aSignalBeforeItsStatusIsLookedAtAgain() throws Exception {
    open();
    CompletableFuture<ByteBuffer> future = submit(PENDS, 8);
    PendingIoctl pending = issued(1);
    kernel.signal(pending);
    get(submit(FENCE, 0).exceptionally(failure -> null));
    kernel.writeStatus(pending, 0, (byte) 4);
    while (!future.isDone()) {
      kernel.advance(1);
      Thread.onSpinWait();
    }
    assertThat(future.get().get()).isEqualTo((byte) 4);
  }

  // --- Starts (K4, K6, K10, K14, K17) ---

  @Test
  void successThatNeverTouchesTheOverlappedCounts() throws Exception {
    open();
    kernel.react(AT_ONCE, Reaction.succeedSilently((byte) 1, (byte) 2));
    assertThat(get(submit(AT_ONCE, 4)).remaining()).isEqualTo(2);

    kernel.react(PENDS, Reaction.succeedSilently((byte) 1, (byte) 2, (byte) 3));
    assertThat(get(submit(PENDS, 4)).remaining()).isEqualTo(3);
    engine.close();
    assertNothingKept();
  }

  @Test
  void completionBeforeTheCallReturnsCounts() throws Exception {
    open();
    kernel.react(AT_ONCE, Reaction.completeWhilePending(0, (byte) 9));
    assertThat(get(submit(AT_ONCE, 4)).get()).isEqualTo((byte) 9);

    kernel.react(PENDS, Reaction.completeWhilePending(0, (byte) 8));
    assertThat(get(submit(PENDS, 4)).get()).isEqualTo((byte) 8);

    kernel.react(PENDS, Reaction.completeWhilePending(0xC0000023));
    IoctlException failure = (IoctlException) failureOf(submit(PENDS, 4));
    assertThat(failure.error()).isEqualTo(10014);
    assertThat(failure.ntStatus()).isEqualTo(0xC0000023);
  }

  @Test
  void aFailedCallLeavesNothingPending() throws Exception {
    open();
    kernel.react(AT_ONCE, Reaction.fail(10057)).react(PENDS, Reaction.fail(10057));
    for (int code : new int[] {AT_ONCE, PENDS}) {
      IoctlException failure = (IoctlException) failureOf(submit(code, 4));
      assertThat(failure.error()).isEqualTo(10057);
      assertThat(failure.ntStatus()).isZero();
      assertThat(failure).hasMessageContaining("WSAENOTCONN (10057)");
    }
    assertThat(engine.counters().pending()).isZero();
    engine.close();
    assertNothingKept();
  }

  @Test
  void anAccessViolationFailsItsOperationAndKeepsItsMemory() throws Exception {
    open();
    CompletableFuture<ByteBuffer> other = submit(PENDS, 0);
    PendingIoctl pending = issued(1);
    kernel.react(AT_ONCE, Reaction.fail(Kernel.FAULTED));
    // On the caller's thread, and on the waiter for the size of its buffer.
    for (int capacity : new int[] {4, 20_000}) {
      IoctlException failure = (IoctlException) failureOf(submit(AT_ONCE, capacity));
      assertThat(failure.error()).isEqualTo(10014);
      assertThat(failure).hasMessageContaining("access violation");
    }
    assertThat(engine.counters().retained()).isEqualTo(2);
    assertThat(engine.counters().pending()).isEqualTo(1);
    assertThat(other).isNotDone();
    kernel.complete(pending, 0);
    get(other);
    engine.close();
    assertThat(kernel.liveMemory()).isPositive();
  }

  @Test
  void aCountLargerThanTheBufferIsNotBelieved() throws Exception {
    open();
    kernel.react(AT_ONCE, Reaction.succeed((byte) 1).reporting(1000));
    assertThat(get(submit(AT_ONCE, 4)).remaining()).isEqualTo(4);
    kernel.react(PENDS, Reaction.completeWhilePending(0, (byte) 1).reporting(-1));
    assertThat(get(submit(PENDS, 4)).remaining()).isEqualTo(4);
    assertThat(engine.counters().inconsistent()).isEqualTo(2);
  }

  @Test
  void anAnswerShowsNothingOfTheOneBefore() throws Exception {
    open();
    byte[] secret = new byte[64];
    Arrays.fill(secret, (byte) 0x55);
    for (int code : new int[] {AT_ONCE, PENDS}) {
      kernel.react(code, Reaction.succeed(secret));
      assertThat(get(submit(code, 64)).get(63)).isEqualTo((byte) 0x55);
      // The next one writes one byte and reports 64.
      kernel.react(code, Reaction.succeed((byte) 1).reporting(64));
      ByteBuffer answer = get(submit(code, 64));
      assertThat(answer.get()).isEqualTo((byte) 1);
      while (answer.hasRemaining()) {
        assertThat(answer.get()).isZero();
      }
    }
  }

  @Test
  void theKernelSeesTheInputAsItWasAtTheCall() throws Exception {
    open();
    byte[] bytes = {1, 2, 3, 4, 5, 6};
    ByteBuffer heap = ByteBuffer.wrap(bytes, 1, 4);
    ByteBuffer direct = ByteBuffer.allocateDirect(6).put(bytes).position(1).limit(5);
    List<ByteBuffer> inputs = List.of(heap, heap.asReadOnlyBuffer(), heap.slice(), direct);
    for (ByteBuffer input : inputs) {
      int position = input.position();
      CompletableFuture<ByteBuffer> future = engine.submit(socket, PENDS, input, 4, Form.RAW);
      assertThat(input.position()).isEqualTo(position);
      PendingIoctl pending = issued(1);
      assertThat(pending.input()).containsExactly(2, 3, 4, 5);
      kernel.complete(pending, 0);
      get(future);

      kernel.react(AT_ONCE, in -> Reaction.succeed(in));
      ByteBuffer echo = get(engine.submit(socket, AT_ONCE, input, 4, Form.RAW));
      assertThat(echo).isEqualTo(ByteBuffer.wrap(new byte[] {2, 3, 4, 5}));
    }
  }

  @Test
  void whatIsCancelledBeforeItsStartIsNeverStarted() throws Exception {
    open();
    kernel.block(Call.IOCTL);
    CompletableFuture<ByteBuffer> first = submit(PENDS, 0);
    kernel.awaitBlocked();
    CompletableFuture<ByteBuffer> second = submit(PENDS, 0);
    assertThat(second.cancel(false)).isTrue();
    kernel.open(Call.IOCTL);
    get(submit(FENCE, 0).exceptionally(failure -> null));

    assertThat(kernel.pendings()).hasSize(1);
    assertThat(engine.counters().pending()).isEqualTo(1);
    assertThat(first).isNotDone();
  }

  @Test
  void aSocketClosedBeforeItsStartIsRefused() throws Exception {
    open();
    SimulatedTarget closing = new SimulatedTarget(0x2000, true);
    kernel.block(Call.IOCTL);
    submit(PENDS, 0).isDone();
    kernel.awaitBlocked();
    CompletableFuture<ByteBuffer> future = engine.submit(closing, PENDS, null, 0, Form.RAW);
    closing.close();
    kernel.open(Call.IOCTL);

    assertThat(((IoctlException) failureOf(future)).error()).isEqualTo(995);
    assertThat(kernel.pendings()).hasSize(1);
  }

  // --- Inline ---

  @Test
  void moreCallersThanInlineSlotsGoThroughTheWaiter() throws Exception {
    open();
    kernel.block(Call.IOCTL);
    kernel.react(AT_ONCE, Reaction.succeed((byte) 1));
    List<CompletableFuture<CompletableFuture<ByteBuffer>>> callers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      CompletableFuture<CompletableFuture<ByteBuffer>> caller = new CompletableFuture<>();
      callers.add(caller);
      new Thread(() -> caller.complete(submit(AT_ONCE, 4))).start();
    }
    while (engine.counters().pending() == 0) {
      Thread.onSpinWait();
    }
    kernel.open(Call.IOCTL);
    for (CompletableFuture<CompletableFuture<ByteBuffer>> caller : callers) {
      assertThat(get(get(caller)).remaining()).isEqualTo(1);
    }
    assertThat(engine.counters().inline()).isPositive().isLessThan(40);
  }

  @Test
  void adoptedOperationsAreCancelledByTheirFuturesAndEndWithTheirThread() throws Exception {
    open();
    kernel.react(WRONG, Reaction.pend());
    CompletableFuture<ByteBuffer> adopted = submit(WRONG, 16);
    PendingIoctl pending = issued(1);
    assertThat(pending.issuer()).isSameAs(Thread.currentThread());
    kernel.complete(pending, 0, (byte) 3);
    assertThat(get(adopted).get()).isEqualTo((byte) 3);

    // From now on the waiter issues this code.
    CompletableFuture<ByteBuffer> learned = submit(WRONG, 16);
    assertThat(issued(1).issuer()).isNotSameAs(Thread.currentThread());
    learned.cancel(true);
    kernel.awaitPending(0);
    engine.close();
    assertNothingKept();
  }

  // --- The system has no more ---

  @Test
  void withoutMemoryOnlyTheOperationFails() throws Exception {
    open();
    kernel.failNext(Call.ALLOCATE, 1);
    assertThat(failureOf(submit(PENDS, 64))).isInstanceOf(OutOfMemoryError.class);
    kernel.failNext(Call.ALLOCATE, 1);
    assertThatThrownBy(() -> submit(AT_ONCE, 4)).isInstanceOf(OutOfMemoryError.class);
    CompletableFuture<ByteBuffer> future = submit(PENDS, 64);
    kernel.complete(issued(1), 0);
    get(future);
    kernel.react(AT_ONCE, Reaction.succeed());
    get(submit(AT_ONCE, 4));
    assertThat(engine.counters().pending()).isZero();
    engine.close();
    assertNothingKept();
  }

  @Test
  void withoutEventsOnlyTheOperationFails() throws Exception {
    open();
    kernel.failNext(Call.CREATE_EVENT, 2);
    assertThat(failureOf(submit(PENDS, 64))).hasMessageContaining("CreateEvent");
    assertThat(failureOf(submit(AT_ONCE, 4))).hasMessageContaining("CreateEvent");
    CompletableFuture<ByteBuffer> future = submit(PENDS, 64);
    kernel.complete(issued(1), 0);
    get(future);
    engine.close();
    assertNothingKept();
  }

  @Test
  void anEngineThatCannotOpenSaysSo() {
    kernel.failNext(Call.CREATE_EVENT, 1);
    assertThatThrownBy(this::open).isInstanceOf(KernelException.class);
    kernel.failNext(Call.ALLOCATE, 1);
    assertThatThrownBy(this::open).isInstanceOf(OutOfMemoryError.class);
    assertNothingKept();
  }

  // --- Death ---

  @Test
  void whenTheWaitFailsEveryFutureFailsWithTheCauseAndMemoryStays() throws Exception {
    open();
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      futures.add(submit(PENDS, 8));
    }
    List<PendingIoctl> pendings = kernel.awaitPending(100);
    kernel.setCancels(false);
    kernel.failNext(Call.WAIT, 1);
    kernel.stir();

    for (CompletableFuture<ByteBuffer> future : futures) {
      assertThat(failureOf(future).getCause()).hasMessageContaining("WaitForMultipleObjects");
    }
    assertThat(engine.counters().retained()).isEqualTo(100);
    assertThatThrownBy(() -> submit(PENDS, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(KernelException.class);
    // It was asked to cancel; now it writes when it likes.
    assertThat(pendings).allMatch(PendingIoctl::isCancelAsked);
    pendings.forEach(each -> kernel.complete(each, 0, (byte) 1));
    engine.close();
  }

  @Test
  void whenTheWaiterCannotBeWokenEveryFutureFails() throws Exception {
    open();
    CompletableFuture<ByteBuffer> first = submit(PENDS, 8);
    issued(1);
    kernel.awaitWaiting();
    kernel.failNext(Call.SET_EVENT, 1);

    CompletableFuture<ByteBuffer> second = submit(PENDS, 8);

    assertThat(failureOf(first).getCause()).hasMessageContaining("SetEvent");
    assertThat(failureOf(second).getCause()).hasMessageContaining("SetEvent");
    assertThatThrownBy(() -> submit(PENDS, 0)).isInstanceOf(IllegalStateException.class);
  }

  // --- Classes of the user's, and users' mistakes ---

  /** A socket of a class that does what it likes when it is asked whether it is closed. */
  private record Strange(Runnable onQuestion) implements Target {
    @Override
    public long handle() {
      return 0x3000;
    }

    @Override
    public boolean isSocket() {
      return true;
    }

    @Override
    public IOException refusal() {
      if (Thread.currentThread().getName().equals("faults-waiter")) {
        onQuestion.run();
      }
      return null;
    }
  }

  @Test
  void aSocketThatThrowsWhenItIsAskedHarmsNobody() throws Exception {
    open();
    CompletableFuture<ByteBuffer> before = submit(PENDS, 0);
    Target strange =
        new Strange(
            () -> {
              throw new StackOverflowError("in isClosed()");
            });
    CompletableFuture<ByteBuffer> future = engine.submit(strange, PENDS, null, 0, Form.RAW);
    for (PendingIoctl each : kernel.awaitPending(2)) {
      kernel.complete(each, 0);
    }
    get(before);
    get(future);
  }

  @Test
  void closingDoesNotWaitForASocketThatBlocksWhenItIsAsked() throws Exception {
    open(null, Duration.ZERO);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Target strange =
        new Strange(
            () -> {
              asked.countDown();
              try {
                release.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    CompletableFuture<ByteBuffer> pending = submit(PENDS, 0);
    issued(1);
    CompletableFuture<ByteBuffer> blocked = engine.submit(strange, PENDS, null, 0, Form.RAW);
    assertThat(asked.await(20, SECONDS)).isTrue();
    CompletableFuture<ByteBuffer> queued = submit(PENDS, 0);

    engine.close();

    for (CompletableFuture<ByteBuffer> each : List.of(pending, blocked, queued)) {
      assertThat(((IoctlException) failureOf(each)).error()).isEqualTo(995);
    }
    release.countDown();
  }

  @Test
  void completingWithNothingIsRefusedAndChangesNothing() throws Exception {
    open();
    CompletableFuture<ByteBuffer> future = submit(PENDS, 0);
    PendingIoctl pending = issued(1);
    assertThatThrownBy(() -> future.completeExceptionally(null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> future.obtrudeException(null))
        .isInstanceOf(NullPointerException.class);
    assertThat(pending.isCancelAsked()).isFalse();
    kernel.complete(pending, 0);
    get(future);
  }

  @Test
  void anExecutorThatRunsATaskAndThenFailsDoesNotRunItTwice() throws Exception {
    AtomicInteger decoded = new AtomicInteger();
    open(
        task -> {
          task.run();
          throw new IllegalStateException("after the task");
        },
        Duration.ofSeconds(10));
    CompletableFuture<Integer> future =
        engine.submit(
            socket, PENDS, null, 4, (answer, address, transferred) -> decoded.incrementAndGet());
    kernel.complete(issued(1), 0);

    assertThat(get(future)).isEqualTo(1);
    engine.close();
    assertThat(decoded).hasValue(1);
  }

  // --- Closing ---

  @Test
  void anOperationThatTheKernelKeepsIsGivenUpWithItsMemory() throws Exception {
    open(null, Duration.ZERO);
    kernel.setCancels(false);
    CompletableFuture<ByteBuffer> future = submit(PENDS, 64);
    PendingIoctl pending = issued(1);

    engine.close();

    assertThat(((IoctlException) failureOf(future)).error()).isEqualTo(995);
    assertThat(engine.counters().retained()).isEqualTo(1);
    assertThat(pending.isCancelAsked()).isTrue();
    kernel.complete(pending, 0, (byte) 1);
    // Its OVERLAPPED, its buffer and its event.
    assertThat(kernel.liveMemory()).isEqualTo(2);
    assertThat(kernel.openEvents()).isEqualTo(1);
  }

  @Test
  void closingDoesNotWaitForAStartThatBlocks() throws Exception {
    open(null, Duration.ZERO);
    kernel.setCancels(false);
    CompletableFuture<ByteBuffer> pending = submit(PENDS, 8);
    issued(1);
    kernel.block(Call.IOCTL);
    CompletableFuture<ByteBuffer> blocked = submit(PENDS, 8);
    kernel.awaitBlocked();
    CompletableFuture<ByteBuffer> queued = submit(PENDS, 8);

    engine.close();

    for (CompletableFuture<ByteBuffer> each : List.of(pending, blocked, queued)) {
      assertThat(((IoctlException) failureOf(each)).error()).isEqualTo(995);
    }
    kernel.open(Call.IOCTL);
    // The waiter comes back to a state that is not its own any more, and goes.
    kernel.awaitPending(2).forEach(each -> kernel.complete(each, 0, (byte) 1));
  }

  @Test
  void closingDoesNotWaitForAnExecutorThatBlocks() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    Executor blocking =
        task -> {
          inside.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    open(blocking, Duration.ZERO);
    CompletableFuture<ByteBuffer> completed = submit(PENDS, 8);
    kernel.complete(issued(1), 0, (byte) 5);
    assertThat(inside.await(20, SECONDS)).isTrue();
    CompletableFuture<ByteBuffer> queued = submit(PENDS, 8);

    engine.close();

    assertThat(get(completed).get()).isEqualTo((byte) 5);
    assertThat(((IoctlException) failureOf(queued)).error()).isEqualTo(995);
    release.countDown();
  }

  @Test
  void anInterruptedThreadClosesAllTheSame() throws Exception {
    open();
    CompletableFuture<ByteBuffer> future = submit(PENDS, 8);
    issued(1);
    Thread.currentThread().interrupt();

    engine.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(((IoctlException) failureOf(future)).error()).isEqualTo(995);
    assertNothingKept();
  }

  @Test
  void closingFreesEverything() throws Exception {
    open();
    kernel.react(AT_ONCE, Reaction.succeed((byte) 1));
    for (int i = 0; i < 100; i++) {
      submit(PENDS, 100 + i * 1000).isDone();
      get(submit(AT_ONCE, 4));
    }
    kernel.awaitPending(100);

    engine.close();

    assertNothingKept();
  }
}

package io.github.asyncioctl.contract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an engine promises, whatever the kernel. The simulated kernel runs these tests everywhere,
 * and real Win32 shows that the simulation is right.
 */
@Timeout(120)
public abstract class EngineContract {
  private static final int FIONREAD = 0x4004667F;
  private static final int UNKNOWN_CODE = 0x48001234;
  private static final int WSAEOPNOTSUPP = 10045;
  private static final int OPERATION_ABORTED = 995;
  private static final int ERROR_BROKEN_PIPE = 109;

  private Bench bench;
  private Engine engine;

  /** The kernel to test with. */
  protected abstract Bench newBench();

  @BeforeEach
  void setUp() throws KernelException {
    bench = newBench();
    engine = open(null);
  }

  @AfterEach
  void tearDown() {
    engine.close();
    bench.close();
  }

  private Engine open(Executor executor, int... declaredAtOnce) throws KernelException {
    Duration drain = Duration.ofSeconds(20);
    Set<Integer> declared =
        Arrays.stream(declaredAtOnce).boxed().collect(Collectors.toUnmodifiableSet());
    Settings settings =
        new Settings("contract", executor, drain, Set.of(FIONREAD), declared, bench.clock());
    return new Engine(bench.kernel(), settings, TestFailures.failures());
  }

  private CompletableFuture<ByteBuffer> submit(Engine engine, Target target, int code, int out) {
    return engine.submit(target, code, null, out, Form.RAW);
  }

  /** An operation on a door, when it has been issued. */
  private CompletableFuture<ByteBuffer> issue(Engine engine, Door door) {
    CompletableFuture<ByteBuffer> future = submit(engine, door.target(), door.code(), 0);
    awaitIssued(engine);
    return future;
  }

  private CompletableFuture<ByteBuffer> issue(Door door) {
    return issue(engine, door);
  }

  /**
   * The waiter issues in the order of submission, so one that fails at once shows the rest issued.
   */
  private void awaitIssued(Engine engine) {
    CompletableFuture<ByteBuffer> marker =
        submit(engine, bench.socketWith(0), UNKNOWN_CODE, 0).exceptionally(failure -> null);
    long deadline = System.nanoTime() + SECONDS.toNanos(30);
    while (!marker.isDone()) {
      assertThat(System.nanoTime()).as("not issued").isLessThan(deadline);
      bench.passTime();
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(30, SECONDS);
  }

  private static IoctlException failureOf(CompletableFuture<?> future) {
    try {
      future.get(30, SECONDS);
      throw new AssertionError("it succeeded");
    } catch (ExecutionException e) {
      return (IoctlException) e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitNothingPending(Engine engine) {
    long deadline = System.nanoTime() + SECONDS.toNanos(30);
    while (engine.counters().pending() != 0) {
      assertThat(System.nanoTime()).as("still pending").isLessThan(deadline);
      LockSupport.parkNanos(MILLISECONDS.toNanos(1));
    }
  }

  // --- At once ---

  @Test
  void whatCompletesAtOnceIsDoneWhenTheCallReturns() {
    CompletableFuture<ByteBuffer> future = submit(engine, bench.socketWith(5), FIONREAD, 4);

    assertThat(future).isCompleted();
    ByteBuffer answer = future.join();
    assertThat(answer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(answer.position()).isZero();
    assertThat(answer.limit()).isEqualTo(4);
    assertThat(answer.getInt()).isEqualTo(5);
    assertThat(engine.counters().inline()).isEqualTo(1);
    assertThat(engine.counters().pending()).isZero();
  }

  @Test
  void anUnsupportedCodeFailsInlineToo() throws KernelException {
    try (Engine declared = open(null, UNKNOWN_CODE)) {
      CompletableFuture<ByteBuffer> future =
          submit(declared, bench.socketWith(0), UNKNOWN_CODE, 16);

      // It may have pended: "not supported" can be the end of an operation.
      assertThat(failureOf(future).error()).isEqualTo(WSAEOPNOTSUPP);
    }
  }

  @Test
  void anUnsupportedCodeFailsOnTheWaiter() {
    IoctlException failure = failureOf(submit(engine, bench.socketWith(0), UNKNOWN_CODE, 16));

    assertThat(failure.error()).isEqualTo(WSAEOPNOTSUPP);
    assertThat(failure.code()).isEqualTo(UNKNOWN_CODE);
    assertThat(failure).hasMessageContaining("WSAEOPNOTSUPP");
    awaitNothingPending(engine);
  }

  @Test
  void aDecoderThatThrowsFailsItsFuture() {
    CompletableFuture<Object> future =
        engine.submit(
            bench.socketWith(1),
            FIONREAD,
            null,
            4,
            (answer, address, transferred) -> {
              throw new IllegalArgumentException("decoder");
            });

    assertThatThrownBy(future::join).hasCauseInstanceOf(IllegalArgumentException.class);
  }

  // --- Pending ---

  @Test
  void aPendingOperationCompletesWhenItsTimeComes() throws Exception {
    try (Door door = bench.door()) {
      CompletableFuture<ByteBuffer> future = issue(door);
      CompletableFuture<String> thread =
          future.thenApply(answer -> Thread.currentThread().getName());
      assertThat(engine.counters().pending()).isEqualTo(1);

      door.open();

      // In this order: whoever waits for a future may be made to run its dependents.
      assertThat(get(thread)).isEqualTo("contract-completions");
      assertThat(get(future).remaining()).isZero();
      assertThat(engine.counters().pending()).isZero();
    }
  }

  @Test
  void manyOperationsShareLanesAndCompleteInAnyOrder() throws Exception {
    long seed = System.nanoTime();
    List<Door> doors = new ArrayList<>();
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Door door = bench.door();
        doors.add(door);
        futures.add(issue(door));
      }
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < doors.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(seed));
      int opened = 0;
      for (int i : order) {
        assertThat(futures.get(i)).as("seed %d", seed).isNotDone();
        doors.get(i).open();
        assertThat(get(futures.get(i))).as("seed %d", seed).isNotNull();
        opened++;
        // Those whose doors are closed stay pending.
        assertThat(engine.counters().pending()).isEqualTo(doors.size() - opened);
      }
    } finally {
      doors.forEach(Door::close);
    }
  }

  @Test
  void operationsOutliveTheThreadsThatAskedForThem() throws Exception {
    List<Door> doors = new ArrayList<>();
    List<CompletableFuture<ByteBuffer>> futures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Door door = bench.door();
      doors.add(door);
      Thread thread =
          new Thread(
              () -> {
                futures.add(submit(engine, door.target(), door.code(), 0));
                bench.threadExits();
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    awaitIssued(engine);
    assertThat(futures).hasSize(100).noneMatch(CompletableFuture::isDone);

    doors.forEach(Door::open);
    for (CompletableFuture<ByteBuffer> future : futures) {
      get(future);
    }
    doors.forEach(Door::close);
  }

  @Test
  void dependentsRunThoughNobodyKeepsTheFuture() throws Exception {
    try (Door door = bench.door()) {
      CountDownLatch ran = new CountDownLatch(1);
      fireAndForget(door, ran);
      System.gc();

      door.open();

      assertThat(ran.await(30, SECONDS)).isTrue();
    }
  }

  private void fireAndForget(Door door, CountDownLatch ran) {
    CompletableFuture<Void> unused = issue(door).thenAccept(answer -> ran.countDown());
  }

  // --- Completing from outside ---

  @Test
  void cancelAsksTheKernel() {
    try (Door door = bench.door()) {
      CompletableFuture<ByteBuffer> future = issue(door);

      assertThat(future.cancel(true)).isTrue();

      assertThat(future).isCancelled();
      awaitNothingPending(engine);
      assertThat(engine.counters().retained()).isZero();
    }
  }

  @Test
  void everyOtherWayToCompleteAsksTheKernelToo() throws Exception {
    List<Function<CompletableFuture<ByteBuffer>, CompletableFuture<ByteBuffer>>> ways =
        List.of(
            future -> future.orTimeout(1, MILLISECONDS),
            future -> future.completeOnTimeout(ByteBuffer.allocate(7), 1, MILLISECONDS),
            future -> future.completeAsync(() -> ByteBuffer.allocate(7)),
            future -> {
              future.complete(ByteBuffer.allocate(7));
              return future;
            },
            future -> {
              future.completeExceptionally(new CancellationException("mine"));
              return future;
            },
            future -> {
              future.obtrudeValue(ByteBuffer.allocate(7));
              return future;
            },
            future -> {
              future.obtrudeException(new CancellationException("mine"));
              return future;
            });
    for (int i = 0; i < ways.size(); i++) {
      try (Door door = bench.door()) {
        CompletableFuture<ByteBuffer> future = ways.get(i).apply(issue(door));
        awaitNothingPending(engine);
        try {
          assertThat(get(future).capacity()).as("way %d", i).isEqualTo(7);
        } catch (CancellationException | ExecutionException e) {
          assertThat(e.getCause() == null ? e : e.getCause())
              .as("way %d", i)
              .isInstanceOfAny(TimeoutException.class, CancellationException.class);
        }
      }
    }
  }

  @Test
  void theValueOfWhoeverCompletesFirstStays() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Door door = bench.door()) {
        CompletableFuture<ByteBuffer> future = issue(door);
        CompletableFuture<Void> opening = CompletableFuture.runAsync(door::open);
        boolean cancelled = future.cancel(true);

        assertThat(future.isCancelled()).isEqualTo(cancelled);
        get(opening);
        awaitNothingPending(engine);
      }
    }
  }

  @Test
  void aClosedHandleEndsItsOperation() {
    Door door = bench.door();
    CompletableFuture<ByteBuffer> future = issue(door);
    try (Door other = bench.door()) {
      CompletableFuture<ByteBuffer> untouched = issue(other);
      door.close();

      // The door is a pipe, and nobody told the engine that it was closed.
      assertThat(failureOf(future).error()).isIn(OPERATION_ABORTED, ERROR_BROKEN_PIPE);
      assertThat(untouched).isNotDone();
    }
  }

  // --- A code that was to complete at once, and pends ---

  @Test
  void theWaiterAdoptsWhatPendsOnItsCallersThread() throws Exception {
    try (Door door = bench.door();
        Door second = bench.door();
        Engine wrong = open(null, door.code())) {
      CompletableFuture<ByteBuffer> adopted = issue(wrong, door);
      CompletableFuture<ByteBuffer> learned = issue(wrong, second);
      assertThat(adopted).isNotDone();
      assertThat(wrong.counters().pending()).isEqualTo(2);

      door.open();
      get(adopted);
      second.open();
      get(learned);

      assertThat(wrong.counters().pending()).isZero();
    }
  }

  @Test
  void anAdoptedOperationCanBeCancelled() throws Exception {
    try (Door door = bench.door();
        Engine wrong = open(null, door.code())) {
      CompletableFuture<ByteBuffer> adopted = submit(wrong, door.target(), door.code(), 0);

      adopted.cancel(true);

      awaitNothingPending(wrong);
    }
  }

  @Test
  void closingEndsAnAdoptedOperation() throws Exception {
    try (Door door = bench.door()) {
      Engine wrong = open(null, door.code());
      CompletableFuture<ByteBuffer> adopted = submit(wrong, door.target(), door.code(), 0);

      wrong.close();

      assertThat(failureOf(adopted).error()).isEqualTo(OPERATION_ABORTED);
      assertThat(wrong.counters().retained()).isZero();
    }
  }

  // --- Executors and dependents ---

  @Test
  void aDirectExecutorCompletesOnTheWaiter() throws Exception {
    try (Door door = bench.door();
        Engine direct = open(Runnable::run)) {
      CompletableFuture<String> thread =
          issue(direct, door).thenApply(answer -> Thread.currentThread().getName());
      door.open();

      assertThat(get(thread)).isEqualTo("contract-waiter");
    }
  }

  @Test
  void anExecutorThatRefusesIsReplaced() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Executor refusing =
        task -> {
          asked.incrementAndGet();
          throw new RejectedExecutionException("full");
        };
    Executor broken =
        task -> {
          asked.incrementAndGet();
          throw new LinkageError("broken");
        };
    for (Executor executor : List.of(refusing, broken)) {
      try (Door door = bench.door();
          Engine engine = open(executor)) {
        CompletableFuture<String> thread =
            issue(engine, door).thenApply(answer -> Thread.currentThread().getName());
        door.open();

        assertThat(get(thread)).isEqualTo("contract-completions");
      }
    }
    // For the operation, and for the one that showed that it was issued.
    assertThat(asked).hasValue(4);
  }

  @Test
  void dependentsThatThrowHarmNobody() throws Exception {
    try (Door door = bench.door();
        Door other = bench.door()) {
      CompletableFuture<Void> thrown =
          issue(door)
              .thenAccept(
                  answer -> {
                    throw new StackOverflowError("of the user's");
                  });
      door.open();
      assertThatThrownBy(() -> get(thrown)).hasCauseInstanceOf(StackOverflowError.class);

      CompletableFuture<ByteBuffer> future = issue(other);
      other.open();
      get(future);
    }
  }

  @Test
  void dependentsThatBlockKeepNobodyElseWaiting() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger blocked = new AtomicInteger();
    List<Door> doors = new ArrayList<>();
    try {
      List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
      List<CompletableFuture<Void>> dependents = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Door door = bench.door();
        doors.add(door);
        CompletableFuture<ByteBuffer> future = issue(door);
        futures.add(future);
        if (i < 3) {
          dependents.add(
              future.thenAccept(
                  answer -> {
                    blocked.incrementAndGet();
                    awaitUninterruptibly(release);
                  }));
        }
      }
      for (int i = 0; i < 4; i++) {
        doors.get(i).open();
        while (!futures.get(i).isDone()) {
          bench.passTime();
        }
      }
      while (blocked.get() < 3) {
        Thread.onSpinWait();
      }
      assertThat(dependents).noneMatch(CompletableFuture::isDone);
      assertThat(futures).allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
      release.countDown();
      for (CompletableFuture<Void> dependent : dependents) {
        get(dependent);
      }
    } finally {
      release.countDown();
      doors.forEach(Door::close);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // goes on
      }
    }
  }

  @Test
  void aDependentMayStartTheNextOperation() throws Exception {
    try (Engine direct = open(Runnable::run)) {
      for (Engine each : List.of(engine, direct)) {
        try (Door one = bench.door();
            Door two = bench.door()) {
          CompletableFuture<Void> started = new CompletableFuture<>();
          CompletableFuture<ByteBuffer> chain =
              issue(each, one)
                  .thenCompose(
                      answer -> {
                        CompletableFuture<ByteBuffer> next =
                            submit(each, two.target(), two.code(), 0);
                        started.complete(null);
                        return next;
                      })
                  .thenCompose(answer -> submit(each, bench.socketWith(3), FIONREAD, 4));
          one.open();
          get(started);
          awaitIssued(each);
          two.open();
          assertThat(get(chain).getInt()).isEqualTo(3);
        }
      }
    }
  }

  // --- Closing ---

  @Test
  void closingEndsEveryFutureAndRefusesNewOnes() throws Exception {
    List<Door> doors = new ArrayList<>();
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Door door = bench.door();
      doors.add(door);
      futures.add(issue(door));
    }

    engine.close();

    assertThat(futures).allMatch(CompletableFuture::isCompletedExceptionally);
    for (CompletableFuture<ByteBuffer> future : futures) {
      assertThat(failureOf(future).error()).isEqualTo(OPERATION_ABORTED);
    }
    assertThat(engine.counters().pending()).isZero();
    assertThat(engine.counters().retained()).isZero();
    assertThatThrownBy(() -> issue(doors.get(0))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> submit(engine, bench.socketWith(0), FIONREAD, 4))
        .isInstanceOf(IllegalStateException.class);
    engine.close();
    doors.forEach(Door::close);
  }

  @Test
  void aDependentMayClose() throws Exception {
    for (Executor executor : new Executor[] {null, Runnable::run}) {
      Engine closing = open(executor);
      try (Door door = bench.door();
          Door other = bench.door()) {
        CompletableFuture<ByteBuffer> left = issue(closing, other);
        CompletableFuture<Void> closed = issue(closing, door).thenRun(closing::close);
        door.open();
        while (!closed.isDone() || !left.isDone()) {
          bench.passTime();
        }
        get(closed);
        assertThat(failureOf(left).error()).isEqualTo(OPERATION_ABORTED);
        closing.close();
      }
    }
  }

  @Test
  void submittingAndClosingRace() throws Exception {
    for (int round = 0; round < 50; round++) {
      Engine racing = open(null);
      List<CompletableFuture<ByteBuffer>> futures = Collections.synchronizedList(new ArrayList<>());
      try (Door door = bench.door()) {
        CompletableFuture<Void> submitting =
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    futures.add(submit(racing, bench.socketWith(0), UNKNOWN_CODE, 8));
                    futures.add(submit(racing, door.target(), door.code(), 0));
                  }
                });
        CompletableFuture<Void> closing = CompletableFuture.runAsync(racing::close);
        racing.close();
        get(closing);
        try {
          submitting.get(30, SECONDS);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
        }
        for (CompletableFuture<ByteBuffer> future : futures) {
          assertThatThrownBy(() -> get(future)).hasCauseInstanceOf(IoctlException.class);
        }
        assertThat(racing.counters().pending()).isZero();
        assertThat(racing.counters().retained()).isZero();
      }
    }
  }
}

package io.github.asyncioctl.internal.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.ToIntBiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens between one attempt of a growing operation and the next. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class GrowingTest {
  private static final int CODE = 0x28000017;
  private static final int FENCE = 0x48001234;
  private static final int BUFFER_TOO_SMALL = 0xC0000023;

  private final SimulatedKernel kernel = new SimulatedKernel();

  /** One thread: whatever it gets is done when it has done what came after. */
  private final ExecutorService completing = Executors.newSingleThreadExecutor();

  private final AtomicInteger calls = new AtomicInteger();
  private final List<byte[]> inputs = new ArrayList<>();
  private Engine engine;

  /** How many operations were only there to wait for, which fail. */
  private int fences;

  @BeforeEach
  void open() throws KernelException {
    kernel.react(FENCE, Reaction.fail(10045));
    kernel.react(
        CODE,
        input -> {
          calls.incrementAndGet();
          inputs.add(input);
          return Reaction.pend();
        });
    engine =
        new Engine(
            kernel,
            new Settings(
                "growing", completing, Duration.ofSeconds(5), Set.of(), Set.of(), kernel::nanoTime),
            TestFailures.failures());
  }

  @AfterEach
  void close() {
    engine.close();
    completing.shutdownNow();
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.liveMemory()).isZero();
  }

  /** A socket whose second operation is noticed on the thread that submits it. */
  private static final class Asked implements Target {
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Runnable onSecond = () -> {};

    @Override
    public long handle() {
      return 0x1000;
    }

    @Override
    public boolean isSocket() {
      return true;
    }

    @Override
    public IOException refusal() {
      if (!Thread.currentThread().getName().endsWith("-waiter")
          && questions.incrementAndGet() == 2) {
        onSecond.run();
      }
      return null;
    }
  }

  private final Asked socket = new Asked();

  private CompletableFuture<ByteBuffer> submit(
      ByteBuffer in, ToIntBiFunction<Throwable, Integer> nextCapacity) {
    return engine.submitGrowing(socket, CODE, in, 8, Form.RAW, nextCapacity);
  }

  private CompletableFuture<ByteBuffer> submit() {
    return submit(null, (failure, capacity) -> 2 * capacity);
  }

  /** The attempt that is under way. */
  private PendingIoctl attempt() throws Exception {
    settle();
    assertThat(kernel.pendings()).hasSize(1);
    return kernel.pendings().get(0);
  }

  /** The same future, which has ended by now. */
  private <T> CompletableFuture<T> ended(CompletableFuture<T> future) throws Exception {
    settle();
    assertThat(future).isDone();
    return future;
  }

  @Test
  void everyAttemptHasTheInputAsItWasAtTheCall() throws Exception {
    byte[] bytes = {1, 2, 3, 4};
    CompletableFuture<ByteBuffer> future =
        submit(ByteBuffer.wrap(bytes), (failure, capacity) -> 2 * capacity);
    PendingIoctl first = attempt();
    bytes[0] = 9;
    kernel.complete(first, BUFFER_TOO_SMALL);
    kernel.complete(attempt(), 0, new byte[16]);

    assertThat(ended(future).get().remaining()).isEqualTo(16);
    assertThat(inputs)
        .hasSize(2)
        .allMatch(input -> List.of(input.length, input[0] + 0).equals(List.of(4, 1)));
  }

  @Test
  void whoeverEndsTheFutureBetweenTwoAttemptsCancelsTheSecond() throws Exception {
    CompletableFuture<ByteBuffer> future = submit();
    socket.onSecond = () -> future.complete(ByteBuffer.allocate(0));
    kernel.complete(attempt(), BUFFER_TOO_SMALL);

    assertThat(ended(future).get().remaining()).isZero();
    assertThat(socket.questions).as("submissions").hasValue(2);
    assertThat(kernel.pendings()).isEmpty();
  }

  @Test
  void whatHasEndedIsNotTriedAgain() throws Exception {
    CompletableFuture<CompletableFuture<ByteBuffer>> self = new CompletableFuture<>();
    CompletableFuture<ByteBuffer> future =
        submit(
            null,
            (failure, capacity) -> {
              self.join().cancel(true);
              return 2 * capacity;
            });
    self.complete(future);
    kernel.complete(attempt(), BUFFER_TOO_SMALL);

    assertThatThrownBy(() -> ended(future).get()).isInstanceOf(CancellationException.class);
    assertThat(socket.questions).as("submissions").hasValue(1);
    assertThat(calls).hasValue(1);
  }

  @Test
  void whatKeepsTheNextAttemptFromBeginningDoesNotHideTheFailure() throws Exception {
    IllegalStateException thrown = new IllegalStateException("no next attempt");
    CompletableFuture<ByteBuffer> future =
        submit(
            null,
            (failure, capacity) -> {
              throw thrown;
            });
    kernel.complete(attempt(), BUFFER_TOO_SMALL);

    assertThatThrownBy(() -> ended(future).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessageContaining("10014")
        .hasSuppressedException(thrown);
  }

  @Test
  void anAttemptThatDidNotFitIsNoFailure() throws Exception {
    CompletableFuture<ByteBuffer> future = submit();
    kernel.complete(attempt(), BUFFER_TOO_SMALL);
    kernel.complete(attempt(), 0, new byte[16]);
    ended(future).get();
    assertThat(engine.counters().failed()).isEqualTo(fences);
  }

  @Test
  void afterTheFifthAttemptItFails() throws Exception {
    List<Integer> capacities = new ArrayList<>();
    CompletableFuture<ByteBuffer> future =
        submit(
            null,
            (failure, capacity) -> {
              capacities.add(capacity);
              return 2 * capacity;
            });
    for (int i = 0; i < 5; i++) {
      assertThat(future).isNotDone();
      kernel.complete(attempt(), BUFFER_TOO_SMALL);
    }
    assertThatThrownBy(() -> ended(future).get()).hasMessageContaining("10014");
    assertThat(calls).hasValue(5);
    assertThat(capacities).containsExactly(8, 16, 32, 64);
    assertThat(engine.counters().failed()).as("the last one").isEqualTo(fences + 1);
  }

  @Test
  void whatDoesNotGrowIsNotTriedAgain() throws Exception {
    CompletableFuture<ByteBuffer> future = submit(null, (failure, capacity) -> capacity);
    kernel.complete(attempt(), BUFFER_TOO_SMALL);
    assertThatThrownBy(() -> ended(future).get()).hasMessageContaining("10014");
    assertThat(calls).hasValue(1);
  }

  @Test
  void whoeverCancelsTheFutureCancelsTheAttempt() throws Exception {
    CompletableFuture<ByteBuffer> future = submit();
    kernel.complete(attempt(), BUFFER_TOO_SMALL);
    attempt();
    future.cancel(true);
    settle();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(future).isCancelled();
  }

  /** An attempt whose cancelling ends in an error: the thread's stack, say, is at its end. */
  private static final class Stubborn extends CompletableFuture<ByteBuffer> {
    private Runnable first = () -> {};

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      first.run();
      throw new StackOverflowError("simulated");
    }
  }

  private CompletableFuture<ByteBuffer> growing(CompletableFuture<ByteBuffer> attempt, int by) {
    return new Growing<>(engine, socket, CODE, null, Form.RAW, (failure, capacity) -> by * capacity)
        .after(attempt, 8);
  }

  @Test
  void whoeverFailsToEndTheFutureLeavesItToWhatTheAttemptHasComeTo() {
    ByteBuffer answer = ByteBuffer.allocate(8);
    Stubborn attempt = new Stubborn();
    attempt.first = () -> attempt.complete(answer);
    CompletableFuture<ByteBuffer> future = growing(attempt, 2);
    assertThatThrownBy(() -> future.cancel(false)).isInstanceOf(StackOverflowError.class);
    assertThat(future).isCompletedWithValue(answer);

    IOException reason = new IOException("simulated");
    Stubborn failing = new Stubborn();
    failing.first = () -> failing.completeExceptionally(reason);
    CompletableFuture<ByteBuffer> other = growing(failing, 1);
    assertThatThrownBy(() -> other.cancel(false)).isInstanceOf(StackOverflowError.class);
    assertThat(other.handle((value, failure) -> failure).join()).isSameAs(reason);
  }

  /** The thread that was to look at its end was at the end of its stack. */
  @Test
  void whatNobodyHasMadeOfAnAttemptAWorkerMakes() {
    CompletableFuture<ByteBuffer> attempt =
        new CompletableFuture<>() {
          private boolean isFollowed;

          @Override
          public CompletableFuture<ByteBuffer> whenComplete(
              BiConsumer<? super ByteBuffer, ? super Throwable> action) {
            if (isFollowed) {
              return super.whenComplete(action);
            }
            isFollowed = true;
            return this;
          }
        };
    Growing<ByteBuffer> growing =
        new Growing<>(engine, socket, CODE, null, Form.RAW, (failure, capacity) -> capacity);
    CompletableFuture<ByteBuffer> future = growing.after(attempt, 8);
    ByteBuffer answer = ByteBuffer.allocate(8);
    attempt.complete(answer);
    assertThat(future).isNotDone();
    growing.run();
    assertThat(future).isCompletedWithValue(answer);
  }

  @Test
  void whoeverFailsToEndTheFutureKeepsItFromNoFurtherAttempt() throws Exception {
    Stubborn attempt = new Stubborn();
    CompletableFuture<ByteBuffer> future = growing(attempt, 2);
    assertThatThrownBy(() -> future.cancel(false)).isInstanceOf(StackOverflowError.class);
    attempt.completeExceptionally(new IOException("it did not fit"));
    kernel.complete(attempt(), 0, new byte[16]);
    assertThat(ended(future).get().remaining()).isEqualTo(16);
  }

  /**
   * Waits until the waiter is through with what it had, then the thread that completes futures, and
   * then the waiter with what that one has sent.
   */
  private void settle() throws Exception {
    for (int i = 0; i < 3; i++) {
      fences++;
      engine
          .submit(new SimulatedTarget(0x2000, true), FENCE, null, 0, Form.RAW)
          .handle((value, failure) -> failure)
          .get(20, SECONDS);
    }
  }
}

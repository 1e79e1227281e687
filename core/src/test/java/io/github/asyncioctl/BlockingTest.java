package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.windows.Waits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The narrow moments of waiting, and what typed codes add to it, on the simulated kernel. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class BlockingTest {
  private static final int CODE = 0x48001234;
  private static final Ioctl<Void, Integer> INT =
      Ioctl.of("SIO_INT", CODE).output(4, ByteBuffer::getInt);
  private static final Ioctl<Integer, Integer> NEXT =
      INT.<Integer>input(4, (value, in) -> in.putInt(value));

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SocketHandle socket = SocketHandle.ofRaw(0x44);
  private AsyncIoctl io;

  @BeforeEach
  void open() throws Exception {
    io = SimulatedIo.open(kernel, null);
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  // --- Just before it was to be cancelled ---

  /** A future that ends while somebody is told that it has not. */
  private static final class Late extends CompletableFuture<Integer> {
    private final boolean fails;

    Late(boolean fails) {
      this.fails = fails;
    }

    private void end() {
      if (fails) {
        completeExceptionally(new IoctlException("WSAIoctl", CODE, 10054, ""));
      } else {
        complete(7);
      }
    }

    @Override
    public Integer get() throws InterruptedException, ExecutionException {
      if (!isDone()) {
        end();
        throw new InterruptedException();
      }
      return super.get();
    }

    @Override
    public Integer get(long time, TimeUnit unit) throws TimeoutException {
      end();
      throw new TimeoutException();
    }
  }

  private static <O> O outcome(CompletableFuture<O> future, long nanos) throws IOException {
    return Blocking.outcome(future, 0, nanos, "WSAIoctl", CODE, null);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Blocking.FOREVER})
  void whatHasEndedMeanwhileCounts(long nanos) throws Exception {
    assertThat(outcome(new Late(false), nanos)).isEqualTo(7);
    assertThatThrownBy(() -> outcome(new Late(true), nanos))
        .isInstanceOfSatisfying(IoctlException.class, e -> assertThat(e.error()).isEqualTo(10054));
    assertThat(Thread.interrupted()).isEqualTo(nanos == Blocking.FOREVER);
  }

  /** There is no memory to wait with, for instance. */
  @Test
  void aWaitThatFailsLeavesNothingBehind() {
    CompletableFuture<Integer> future =
        new CompletableFuture<>() {
          @Override
          public Integer get() {
            throw new OutOfMemoryError("simulated");
          }
        };
    assertThatThrownBy(() -> outcome(future, Blocking.FOREVER))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(future).isCancelled();
  }

  @Test
  void everyCallThatTheKernelAnswersLateEndsInOneOfTwoWays() throws Exception {
    kernel.react(CODE, Reaction.pend());
    AtomicInteger calls = new AtomicInteger(2_000);
    Thread answering =
        new Thread(
            () -> {
              while (calls.get() > 0) {
                for (PendingIoctl each : kernel.pendings()) {
                  kernel.completeIfPending(each, 0);
                }
              }
            });
    answering.start();
    Random random = new Random(7);
    Ioctl<Void, Integer> any = INT.output(4, ByteBuffer::remaining);
    while (calls.getAndDecrement() > 0) {
      try {
        assertThat(io.ioctl(socket, any, Duration.ofNanos(random.nextInt(200_000)))).isZero();
      } catch (SocketTimeoutException e) {
        assertThat(e).hasMessageContaining("SIO_INT");
      }
    }
    answering.join();
    Waits.untilNothingPends(io);
  }

  // --- What it throws ---

  @Test
  void whatIsNoFailureOfTheSystemIsThrownAsItIs() {
    for (Throwable thrown :
        new Throwable[] {
          new RejectedExecutionException("maxPending"), new StackOverflowError(), new IOException()
        }) {
      assertThatThrownBy(() -> outcome(CompletableFuture.failedFuture(thrown), Blocking.FOREVER))
          .isSameAs(thrown);
    }
    Exception odd = new Exception("of a decoder that sneaks it through");
    assertThatThrownBy(() -> outcome(CompletableFuture.failedFuture(odd), Blocking.FOREVER))
        .isInstanceOf(IOException.class)
        .hasCause(odd);
  }

  @Test
  void moreThanMayPendIsRefused() throws Exception {
    kernel.react(CODE, Reaction.pend());
    try (AsyncIoctl bounded = SimulatedIo.open(kernel, null, 1, Long.MAX_VALUE)) {
      CompletableFuture<Integer> first = bounded.ioctlAsync(socket, INT);
      assertThatThrownBy(() -> bounded.ioctl(socket, INT))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessageContaining("maxPending");
      first.cancel(true);
    }
  }

  @Test
  void anAnswerThatMakesNoSenseHasItsDecodersException() {
    kernel.react(CODE, Reaction.succeed((byte) 1));
    for (Ioctl<Void, Integer> each : List.of(INT, INT.atOnce())) {
      assertThatThrownBy(() -> io.ioctl(socket, each))
          .isInstanceOf(IoctlException.class)
          .hasMessageContaining("SIO_INT")
          .hasCauseInstanceOf(BufferUnderflowException.class);
    }
  }

  // --- Typed codes ---

  @Test
  void aListThatDoesNotFitIsAskedForAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    kernel.react(
        CODE,
        input ->
            asked.incrementAndGet() == 1
                ? Reaction.tooShort(10014, 100)
                : Reaction.succeed(new byte[100]));
    Ioctl<Void, Integer> size = INT.output(8, ByteBuffer::remaining).growable();
    assertThat(io.ioctl(socket, size)).isEqualTo(100);
    assertThat(asked).hasValue(2);
  }

  @Test
  void theInputIsEncodedForSocketsAndDevices() throws Exception {
    kernel.react(
        CODE, input -> Reaction.succeed((byte) (input[0] + 1), (byte) 0, (byte) 0, (byte) 0));
    Duration timeout = Duration.ofSeconds(20);
    assertThat(io.ioctl(socket, NEXT, 4)).isEqualTo(5);
    assertThat(io.ioctl(socket, NEXT, 5, timeout)).isEqualTo(6);
    assertThat(io.deviceIoctl(0x48, NEXT, 6)).isEqualTo(7);
    assertThat(io.deviceIoctl(0x48, NEXT.atOnce(), 7, timeout)).isEqualTo(8);
    assertThat(io.deviceIoctlAsync(0x48, NEXT.atOnce(), 8)).isCompletedWithValue(9);
    assertThat(Waits.get(io.deviceIoctlAsync(0x48, NEXT, 9))).isEqualTo(10);
    kernel.react(CODE, Reaction.succeed((byte) 3, (byte) 0, (byte) 0, (byte) 0));
    assertThat(Waits.get(io.deviceIoctlAsync(0x48, INT))).isEqualTo(3);
    ByteBuffer in = ByteBuffer.allocate(2);
    assertThat(io.deviceIoctl(0x48, CODE, in, 4, timeout).getInt()).isEqualTo(3);
    assertThat(in.remaining()).isEqualTo(2);
  }

  /** The system would return while the kernel still has the memory. */
  @Test
  void aDeviceIsNotCalledWithoutAnOverlapped() {
    Ioctl<Void, Integer> code = INT.withoutOverlapped();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> io.deviceIoctlAsync(0x48, code), () -> io.deviceIoctl(0x48, code))) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("SIO_INT")
          .hasMessageContaining("without an OVERLAPPED");
    }
    assertThat(io.stats().started()).isZero();
  }

  @Test
  void argumentsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> io.ioctl(socket, CODE, null, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> io.ioctl(socket, INT, (Duration) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("timeout");
    assertThatThrownBy(() -> io.ioctl(null, INT))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("socket");
    assertThat(io.stats().started()).isZero();
  }

  /** More nanoseconds than there are numbers for. */
  @Test
  void theLongestTimeIsForEver() throws Exception {
    kernel.react(CODE, Reaction.succeed(new byte[4]));
    for (Duration each :
        new Duration[] {Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(9_999)}) {
      assertThat(io.ioctl(socket, INT, each)).isZero();
    }
    kernel.react(CODE, Reaction.pend());
    assertThatThrownBy(() -> io.ioctl(socket, INT, Duration.ofSeconds(Long.MIN_VALUE)))
        .isInstanceOf(SocketTimeoutException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> io.ioctl(socket, INT, Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    Waits.untilNothingPends(io);
  }

  // --- Former names ---

  @Test
  @SuppressWarnings("removal")
  void formerNamesDoWhatTheNewOnesDo() {
    assertThat(INT.completesAtOnce().completion()).isEqualTo(Ioctl.Completion.AT_ONCE);
    AsyncIoctl.Builder builder = AsyncIoctl.builder();
    assertThat(builder.completesAtOnce(CODE)).isSameAs(builder);
  }

  @Test
  void aTimeThatIsLongOverIsNoTime() {
    assertThat(Blocking.nanos(Duration.ofNanos(Long.MIN_VALUE))).isZero();
    assertThat(Blocking.nanos(Duration.ofSeconds(Long.MIN_VALUE))).isZero();
    assertThat(Blocking.nanos(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Blocking.FOREVER);
  }
}

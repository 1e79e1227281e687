package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Typed control codes through the engine, on the simulated kernel. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class TypedCallsTest {
  private static final int CODE = 0x48001234;
  private static final Ioctl<Void, Integer> INT =
      Ioctl.of("SIO_INT", CODE).output(4, ByteBuffer::getInt);
  private static final Ioctl<Void, Integer> SIZE =
      Ioctl.of("SIO_SIZE", CODE).output(8, ByteBuffer::remaining).growable();

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
    assertThat(kernel.packets()).isZero();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static IoctlException failure(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError("completed with " + get(future));
    } catch (ExecutionException e) {
      return (IoctlException) e.getCause();
    }
  }

  // --- Which thread ---

  @Test
  void whatCompletesAtOnceIsDoneWhenTheCallReturns() {
    kernel.react(CODE, Reaction.succeed((byte) 7, (byte) 0, (byte) 0, (byte) 0));
    assertThat(io.ioctlAsync(socket, INT.atOnce())).isCompletedWithValue(7);
  }

  @Test
  void whatMayPendIsIssuedByTheWaiter() throws Exception {
    kernel.react(CODE, Reaction.pend());
    CompletableFuture<Integer> future = io.ioctlAsync(socket, INT);
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    assertThat(pending.issuer()).isNotSameAs(Thread.currentThread());
    kernel.complete(pending, 0, (byte) 9, (byte) 0, (byte) 0, (byte) 0);
    assertThat(get(future)).isEqualTo(9);
  }

  @Test
  void aCodeThatWasWronglySaidToCompleteAtOnceIsIssuedByTheWaiterFromThenOn() throws Exception {
    kernel.react(CODE, Reaction.pend());
    Ioctl<Void, Integer> wrong = INT.atOnce();
    CompletableFuture<Integer> first = io.ioctlAsync(socket, wrong);
    PendingIoctl inline = kernel.awaitPending(1).get(0);
    assertThat(inline.issuer()).isSameAs(Thread.currentThread());
    CompletableFuture<Integer> second = io.ioctlAsync(socket, wrong);
    PendingIoctl other = kernel.awaitPending(2).get(1);
    assertThat(other.issuer()).isNotSameAs(Thread.currentThread());
    kernel.complete(inline, 0, (byte) 1, (byte) 0, (byte) 0, (byte) 0);
    kernel.complete(other, 0, (byte) 2, (byte) 0, (byte) 0, (byte) 0);
    assertThat(List.of(get(first), get(second))).containsExactly(1, 2);
  }

  @Test
  void aBaseHandleIsAskedForWithoutAnOverlapped() {
    kernel.react(
        ControlCodes.SIO_BASE_HANDLE, Reaction.succeed(new byte[] {5, 0, 0, 0, 0, 0, 0, 0}));
    long eventsBefore = kernel.openEvents();
    assertThat(io.ioctlAsync(socket, ControlCodes.SIO_BASE_HANDLE, null, 8).join().getLong())
        .isEqualTo(5);
    assertThat(io.ioctlAsync(socket, Ioctls.SIO_BASE_HANDLE).join().value()).isEqualTo(5);
    assertThat(kernel.openEvents() - eventsBefore).isLessThanOrEqualTo(1);
  }

  // --- Input ---

  @Test
  void encodesTheInput() {
    List<byte[]> seen = new ArrayList<>();
    kernel.react(
        CODE,
        input -> {
          seen.add(input);
          return Reaction.succeed();
        });
    Ioctl<Integer, Void> code =
        Ioctl.of("SIO_IN", CODE).<Integer>input(4, (value, in) -> in.putInt(value)).atOnce();
    assertThat(io.ioctlAsync(socket, code, 0x01020304)).isCompletedWithValue(null);
    assertThat(seen).containsExactly(new byte[] {4, 3, 2, 1});
  }

  @Test
  void refusesANullInputAndOneOutOfRangeBeforeAnythingIsIssued() {
    Ioctl<Integer, Void> code =
        Ioctl.of("SIO_IN", CODE)
            .input(
                4,
                (value, in) -> {
                  throw new IllegalArgumentException("out of range: " + value);
                });
    assertThatNullPointerException().isThrownBy(() -> io.ioctlAsync(socket, code, null));
    assertThatIllegalArgumentException().isThrownBy(() -> io.ioctlAsync(socket, code, 3));
    assertThat(io.stats().started()).isZero();
    assertThat(io.stats().pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pointersInTheInputBecomeAddressesAndThoseInTheOutputAreFound(boolean atOnce)
      throws Exception {
    Ioctl<Integer, Integer> code =
        Ioctl.of("SIO_POINTERS", CODE)
            .<Integer>input(16, (value, in) -> in.putLong(8).putInt(value))
            .inputPointers(in -> new int[] {in.getLong() == 8 ? 0 : -1}) // moves its position
            .outputWithPointers(8, TypedCallsTest::followed);
    // The pointer of the input is the answer: it points into the input, before the output.
    kernel.react(CODE, input -> Reaction.succeed(Arrays.copyOf(input, 8)));
    assertThat(get(io.ioctlAsync(socket, atOnce ? code.atOnce() : code, 4711))).isEqualTo(4711);
  }

  private static int followed(ByteBuffer memory, long address) {
    return memory.getInt((int) (memory.getLong(memory.position()) - address));
  }

  @Test
  void refusesPointersThatPointOutOfTheInput() {
    Ioctl<Integer, Void> code =
        Ioctl.of("SIO_POINTERS", CODE)
            .<Integer>input(16, (value, in) -> in.putLong(17))
            .inputPointers(in -> new int[] {0});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(socket, code, 1))
        .withMessageContaining("17");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> io.ioctlAsync(socket, code.inputPointers(in -> new int[] {9}), 1))
        .withMessageContaining("9");
    assertThat(io.stats().started()).isZero();
  }

  // --- Output ---

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerThatMakesNoSenseIsAFailureOfOurs(boolean atOnce) throws Exception {
    kernel.react(CODE, Reaction.succeed((byte) 1, (byte) 2));
    IoctlException e = failure(io.ioctlAsync(socket, atOnce ? INT.atOnce() : INT));
    assertThat(e).hasCauseInstanceOf(BufferUnderflowException.class);
    assertThat(e).hasMessageContaining("SIO_INT").hasMessageContaining("2 bytes");
    assertThat(e.error()).isEqualTo(13);
    assertThat(e.code()).isEqualTo(CODE);
  }

  @Test
  void aCountOfZeroCanBeIgnored() throws Exception {
    kernel.react(CODE, Reaction.succeed((byte) 3, (byte) 0, (byte) 0, (byte) 0).reporting(0));
    assertThat(get(io.ioctlAsync(socket, INT.ignoringCount()))).isEqualTo(3);
  }

  @Test
  void aCodeThatTheJdkOwnsIsRefusedOnItsSockets() throws Exception {
    Ioctl<Void, Void> code = Ioctl.of("SIO_OWNED", CODE).refusedOnJdkSockets("the JDK owns it");
    kernel.react(CODE, Reaction.succeed());
    assertThat(get(io.ioctlAsync(socket, code))).isNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> code.checkSocketOfJdk())
        .withMessageContaining("SIO_OWNED")
        .withMessageContaining("the JDK owns it");
  }

  // --- Buffers that are too small ---

  @ParameterizedTest
  @ValueSource(ints = {10014, 10040, 122, 234})
  void asksAgainWithTheSizeThatTheSystemWants(int error) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    kernel.react(
        CODE,
        input ->
            calls.incrementAndGet() == 1
                ? Reaction.tooShort(error, 100)
                : Reaction.succeed(new byte[100]));
    assertThat(get(io.ioctlAsync(socket, SIZE))).isEqualTo(100);
    assertThat(get(io.ioctlAsync(socket, SIZE.atOnce()))).isEqualTo(8);
    assertThat(calls).hasValue(3);
  }

  @Test
  void asksAgainWithMoreThoughTheSystemDoesNotSayHowMuch() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    kernel.react(
        CODE,
        input ->
            calls.incrementAndGet() < 3
                ? Reaction.completeWhilePending(0xC0000023)
                : Reaction.succeed(new byte[128]));
    assertThat(get(io.ioctlAsync(socket, SIZE))).isEqualTo(128);
  }

  @Test
  void givesUpInTheEnd() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    kernel.react(
        CODE,
        input -> {
          calls.incrementAndGet();
          return Reaction.fail(10014);
        });
    assertThat(failure(io.ioctlAsync(socket, SIZE)).error()).isEqualTo(10014);
    assertThat(calls).hasValue(5);
    assertThat(failure(io.ioctlAsync(socket, SIZE.atOnce())).error()).isEqualTo(10014);
    assertThat(calls).hasValue(10);
  }

  @Test
  void asksForNoMoreThanAnyCallMay() {
    for (int capacity : new int[] {8, AsyncIoctl.MAX_BUFFER / 2, AsyncIoctl.MAX_BUFFER}) {
      for (long wanted : new long[] {0, 0xFFFF_FFFFL, 1L << 33, Long.MAX_VALUE}) {
        IoctlException e =
            new IoctlException(
                new SimulatedTarget(0x44, true),
                CODE,
                10014,
                0,
                wanted,
                ByteBuffer.allocate(0),
                "");
        assertThat(TypedForm.nextCapacity(e, capacity))
            .isBetween(capacity, AsyncIoctl.MAX_BUFFER)
            .isGreaterThanOrEqualTo(Math.min(2 * capacity, AsyncIoctl.MAX_BUFFER));
      }
    }
  }

  @Test
  void anotherErrorIsFinal() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    kernel.react(
        CODE,
        input -> {
          calls.incrementAndGet();
          return Reaction.fail(10022);
        });
    assertThat(failure(io.ioctlAsync(socket, SIZE)).error()).isEqualTo(10022);
    assertThat(failure(io.ioctlAsync(socket, INT)).error()).isEqualTo(10022);
    assertThat(calls).hasValue(2);
  }

  @Test
  void cancellingTheFutureCancelsTheAttemptThatIsUnderWay() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    kernel.react(
        CODE,
        input -> calls.incrementAndGet() == 1 ? Reaction.tooShort(10014, 50) : Reaction.pend());
    CompletableFuture<Integer> future = io.ioctlAsync(socket, SIZE);
    PendingIoctl second = kernel.awaitPending(1).get(0);
    assertThat(future.cancel(true)).isTrue();
    kernel.awaitPending(0);
    assertThat(second.isCancelAsked()).isTrue();
    assertThat(future).isCancelled();
    assertThat(future.handle((value, e) -> e instanceof CancellationException).join()).isTrue();
  }

  @Test
  void closingTheEngineEndsWhatIsAskedAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    kernel.react(
        CODE,
        input -> calls.incrementAndGet() == 1 ? Reaction.tooShort(10014, 50) : Reaction.pend());
    CompletableFuture<Integer> future = io.ioctlAsync(socket, SIZE);
    kernel.awaitPending(1);
    io.close();
    assertThat(failure(future).error()).isEqualTo(995);
  }

  @Test
  void hostileAnswersToTheCatalogueGiveAValueOrAFailureOfOurs() throws Exception {
    byte[] rubbish = new byte[64];
    new Random(42).nextBytes(rubbish);
    kernel.react(ControlCodes.SIO_ADDRESS_LIST_QUERY, Reaction.succeed(rubbish));
    assertThat(failure(io.ioctlAsync(socket, Ioctls.SIO_ADDRESS_LIST_QUERY)).error()).isEqualTo(13);
    byte[] counting = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(-1).array();
    kernel.react(ControlCodes.SIO_ADDRESS_LIST_QUERY, Reaction.succeed(counting));
    assertThat(failure(io.ioctlAsync(socket, Ioctls.SIO_ADDRESS_LIST_QUERY)).error()).isEqualTo(13);
  }
}

package io.github.asyncioctl.internal.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where pointers in inputs may stand and point to, and where a form is told that its answer was.
 */
class NativeInputTest {
  private static final int AT_ONCE = 0x4004667F;
  private static final int PENDS = 0x28000017;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final SimulatedTarget socket = new SimulatedTarget(0x1000, true);
  private Engine engine;

  @BeforeEach
  void open() throws KernelException {
    engine =
        new Engine(
            kernel,
            new Settings(
                "input", null, Duration.ofSeconds(5), Set.of(AT_ONCE), Set.of(), kernel::nanoTime),
            TestFailures.failures());
  }

  @AfterEach
  void close() {
    engine.close();
    assertThat(kernel.violations()).isEmpty();
  }

  /** An input with one pointer. Before it lies something that is no part of the input. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Pointing(int... offsets) implements Form<ByteBuffer> {
    @Override
    public int[] pointers(ByteBuffer in) {
      return offsets;
    }

    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  @Test
  void whatHasNoInputHasNoPointers() {
    assertThat(NativeInput.pointers(null, new Pointing(0))).isEmpty();
    assertThat(NativeInput.copy(null)).isNull();
    assertThat(NativeInput.copy(ByteBuffer.allocate(4).position(4))).isNull();
  }

  private static ByteBuffer input(long pointer) {
    return ByteBuffer.allocate(32)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0, 1000)
        .putLong(16, pointer)
        .position(8);
  }

  @ParameterizedTest
  @CsvSource({
    "8, 0, true",
    "8, 24, true",
    "0, 0, true",
    "16, 0, true",
    "8, -1, false",
    "8, 25, false",
    "8, 9223372036854775807, false",
    "-1, 0, false",
    "-8, 0, false",
    "17, 0, false",
    "24, 0, false",
    "2147483647, 0, false"
  })
  void aPointerStandsInTheInputAndPointsIntoIt(int offset, long pointer, boolean allowed) {
    ByteBuffer in = input(pointer);
    if (allowed) {
      assertThat(NativeInput.pointers(in, new Pointing(offset))).containsExactly(offset);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NativeInput.pointers(in, new Pointing(offset)));
    }
    assertThat(in.position()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, true",
    "16, 8, true",
    "8, 8, false",
    "8, 9, false",
    "8, 15, false",
    "15, 8, false"
  })
  void noTwoPointersOverlap(int one, int other, boolean allowed) {
    ByteBuffer in = ByteBuffer.allocate(32);
    if (allowed) {
      assertThat(NativeInput.pointers(in, new Pointing(one, other))).containsExactly(one, other);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NativeInput.pointers(in, new Pointing(one, other)))
          .withMessageContaining("overlap");
    }
  }

  @Test
  void theFirstAndTheLastOfManyOverlap() {
    ByteBuffer in = ByteBuffer.allocate(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NativeInput.pointers(in, new Pointing(0, 16, 32, 4)));
  }

  @ParameterizedTest
  @ValueSource(ints = {AT_ONCE, PENDS})
  void theKernelSeesAddressesInACopy(int code) throws Exception {
    kernel.react(code, input -> Reaction.succeed(input));
    ByteBuffer in = input(4);
    AtomicLong address = new AtomicLong();
    ByteBuffer echo =
        engine
            .submit(
                socket,
                code,
                in,
                24,
                new Form<ByteBuffer>() {
                  @Override
                  public int[] pointers(ByteBuffer each) {
                    return new int[] {8};
                  }

                  @Override
                  public boolean takesInput() {
                    return true;
                  }

                  @Override
                  public ByteBuffer decode(ByteBuffer memory, long start, long transferred) {
                    address.set(start);
                    return memory;
                  }
                })
            .get(20, SECONDS);
    assertThat(echo.getLong(echo.position() + 8)).isEqualTo(address.get() + 4);
    assertThat(in.getLong(16)).isEqualTo(4);
  }

  /** A form that does not take the input is told where the output was. */
  @Test
  void theAddressIsThatOfTheOutput() throws Exception {
    kernel.react(PENDS, Reaction.pend());
    CompletableFuture<Long> future =
        engine.submit(
            socket, PENDS, ByteBuffer.allocate(20), 8, (memory, address, transferred) -> address);
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    kernel.complete(pending, 0);
    assertThat(future.get(20, SECONDS)).isEqualTo(pending.outAddress());
  }

  private enum WithoutOverlapped implements Form<ByteBuffer> {
    FORM;

    @Override
    public Manner manner() {
      return Manner.WITHOUT_OVERLAPPED;
    }

    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  /** On the caller's thread, and on the waiter's if the buffers are too large for that. */
  @ParameterizedTest
  @ValueSource(ints = {8, 20_000})
  void whatIsIssuedWithoutAnOverlappedHasNone(int capacity) throws Exception {
    AtomicReference<Thread> issuer = new AtomicReference<>();
    kernel.react(
        PENDS,
        input -> {
          issuer.set(Thread.currentThread());
          return Reaction.succeed((byte) 1);
        });
    CompletableFuture<ByteBuffer> future =
        engine.submit(socket, PENDS, null, capacity, WithoutOverlapped.FORM);
    assertThat(future.get(20, SECONDS).remaining()).isEqualTo(1);
    assertThat(kernel.startsWithoutOverlapped()).isEqualTo(1);
    assertThat(issuer.get() == Thread.currentThread()).isEqualTo(capacity == 8);
  }
}

package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.OverlappedCall.Start;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People's own overlapped calls through the engine, on the simulated kernel. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
@ParameterizedClass
@EnumSource(Personality.class)
class OverlappedCallsTest {
  private static final long HANDLE = 0x88;
  private static final int CODE = 77;

  private final SimulatedKernel kernel;
  private AsyncIoctl io;
  private boolean keepsMemory;

  OverlappedCallsTest(Personality personality) {
    kernel = new SimulatedKernel(personality);
  }

  @BeforeEach
  void open() throws Exception {
    io = SimulatedIo.open(kernel, null);
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
    if (!keepsMemory) {
      assertThat(kernel.liveMemory()).isZero();
      assertThat(kernel.openEvents()).isZero();
    }
  }

  /** A function of the system's: it has the memory as its output, and the code as its behaviour. */
  private Start function(int bytes) {
    return (overlapped, memory) ->
        kernel.deviceIoctl(HANDLE, CODE, 0, 0, memory, bytes, overlapped + 8, overlapped);
  }

  private static OverlappedCall call(Start start) {
    return OverlappedCall.on(HANDLE, "ReadThings").start(start);
  }

  /** Everything is done when the function returns 535. */
  private static OverlappedCall done(Start start) {
    return call(start).succeedingWith(535);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void givesACopyOfTheMemoryAndTheCountWhenItCompletesLater() throws Exception {
    kernel.react(CODE, Reaction.pend());
    CompletableFuture<OverlappedResult> future =
        io.overlappedAsync(
            call(function(8)).memory(ByteBuffer.wrap(new byte[] {9, 9, 9, 9, 9, 9, 9, 9})));
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    assertThat(pending.issuer()).isNotSameAs(Thread.currentThread());
    kernel.complete(pending, 0, (byte) 1, (byte) 2, (byte) 3);
    OverlappedResult result = get(future);
    assertThat(result.transferred()).isEqualTo(3);
    assertThat(result.memory()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 9, 9, 9, 9, 9}));
    assertThat(result.memory().position()).isZero();
  }

  @Test
  void takesTheCountOfAnImmediateSuccessFromTheOverlapped() throws Exception {
    kernel.react(CODE, Reaction.completeWhilePending(0, (byte) 5, (byte) 6));
    OverlappedResult result = get(io.overlappedAsync(call(function(4)).memory(4)));
    assertThat(result.transferred()).isEqualTo(2);
    assertThat(result.memory()).isEqualTo(ByteBuffer.wrap(new byte[] {5, 6, 0, 0}));
  }

  @Test
  void aSuccessThatWasOnlyQueuedIsWaitedForAndItsMemoryStays() throws Exception {
    kernel.react(CODE, Reaction.pend());
    CompletableFuture<OverlappedResult> future =
        io.overlappedAsync(
            call((overlapped, memory) -> function(8).start(overlapped, memory) == 997 ? 0 : 87)
                .memory(8));
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    assertThat(future).isNotDone();
    kernel.complete(pending, 0, (byte) 4);
    assertThat(get(future).transferred()).isEqualTo(1);
  }

  @Test
  void neitherSuccessNorPendingCanBeDeclaredADoneError() {
    OverlappedCall call = call(function(0));
    assertThatIllegalArgumentException().isThrownBy(() -> call.succeedingWith(0));
    assertThatIllegalArgumentException().isThrownBy(() -> call.succeedingWith(535, 997));
  }

  @Test
  void hasNoMemoryUnlessItIsAskedFor() throws Exception {
    OverlappedResult result =
        get(io.overlappedAsync(done((overlapped, memory) -> memory == 0 ? 535 : 87)));
    assertThat(result.memory().remaining()).isZero();
  }

  @Test
  void aFailureNamesTheFunction() {
    assertThatThrownBy(() -> get(io.overlappedAsync(call((overlapped, memory) -> 5))))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IoctlException.class)
        .hasMessageContaining("ReadThings failed: ERROR_ACCESS_DENIED (5)")
        .extracting(e -> ((IoctlException) e).error())
        .isEqualTo(5);
    assertThat(io.stats().retained()).isZero();
  }

  @Test
  void cancellingAsksTheKernelAndFreesNothingUntilItAnswers() throws Exception {
    kernel.react(CODE, Reaction.pend());
    kernel.setCancelsLater(true);
    CompletableFuture<OverlappedResult> future = io.overlappedAsync(call(function(8)).memory(8));
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    future.cancel(true);
    while (!pending.isCancelAsked()) {
      Thread.onSpinWait();
    }
    assertThat(io.stats().pending()).isEqualTo(1);
    kernel.complete(pending, 0xC0000120);
    while (io.stats().pending() != 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void closingTheEngineEndsIt() throws Exception {
    kernel.react(CODE, Reaction.pend());
    CompletableFuture<OverlappedResult> future = io.overlappedAsync(call(function(8)).memory(8));
    kernel.awaitPending(1);
    io.close();
    assertThatThrownBy(() -> get(future)).cause().hasMessageContaining("995");
    assertThatThrownBy(() -> io.overlappedAsync(OverlappedCall.on(HANDLE, "without a start")))
        .as("it is closed, whatever else is wrong")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatTheFunctionThrowsIsTheFailureAndTheMemoryStays() throws Exception {
    keepsMemory = true;
    IllegalStateException thrown = new IllegalStateException("the user's");
    CompletableFuture<OverlappedResult> future =
        io.overlappedAsync(
            call((overlapped, memory) -> {
                  throw thrown;
                })
                .memory(8));
    assertThatThrownBy(() -> get(future)).cause().isSameAs(thrown);
    assertThat(io.stats().retained()).isEqualTo(1);
    // The engine lives on.
    get(io.overlappedAsync(done((overlapped, memory) -> 535)));
  }

  @Test
  void aFunctionThatThrowsAfterItsCallIsCancelledAndItsMemoryStays() throws Exception {
    keepsMemory = true;
    kernel.react(CODE, Reaction.pend());
    kernel.setCancelsLater(true);
    IllegalStateException thrown = new IllegalStateException("the user's");
    CompletableFuture<OverlappedResult> future =
        io.overlappedAsync(
            call((overlapped, memory) -> {
                  function(8).start(overlapped, memory);
                  throw thrown;
                })
                .memory(8));
    assertThatThrownBy(() -> get(future)).cause().isSameAs(thrown);
    PendingIoctl left = kernel.awaitPending(1).get(0);
    assertThat(io.stats().retained()).isEqualTo(1);
    io.close(); // the future ends before the cancel, which may block
    assertThat(left.isCancelAsked()).isTrue();
    kernel.complete(left, 0xC0000120, (byte) 1); // into memory that is still there
  }

  @Test
  void setsThePositionInTheFile() throws Exception {
    long[] seen = new long[1];
    get(
        io.overlappedAsync(
            done((overlapped, memory) -> {
                  seen[0] = kernel.peek(overlapped + 16);
                  return 535;
                })
                .at(0x1_2345_6789L)));
    assertThat(seen[0]).isEqualTo(0x1_2345_6789L);
    get(
        io.overlappedAsync(
            done(
                (overlapped, memory) -> {
                  seen[0] = kernel.peek(overlapped + 16);
                  return 535;
                })));
    assertThat(seen[0]).isZero();
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsCalled() {
    OverlappedCall unstarted = OverlappedCall.on(HANDLE, "ReadThings");
    assertThatIllegalArgumentException().isThrownBy(() -> io.overlappedAsync(unstarted));
    assertThatIllegalArgumentException().isThrownBy(() -> unstarted.memory(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unstarted.memory(AsyncIoctl.MAX_BUFFER + 1));
    io.close();
    assertThatThrownBy(() -> io.overlappedAsync(call(function(0))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theContentIsCopiedAtOnce() throws Exception {
    ByteBuffer content = ByteBuffer.wrap("abcd".getBytes(StandardCharsets.US_ASCII)).position(1);
    OverlappedCall call = done((overlapped, memory) -> 535).memory(content);
    content.put(1, (byte) 'x');
    assertThat(content.position()).isEqualTo(1);
    assertThat(get(io.overlappedAsync(call)).memory())
        .isEqualTo(ByteBuffer.wrap("bcd".getBytes(StandardCharsets.US_ASCII)));
  }
}

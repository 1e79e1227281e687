package io.github.asyncioctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.OverlappedCall.Start;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Personality;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the system has consumed cannot be asked for again: a message that was longer than its buffer
 * leaves its first part with whoever asked, at once or later, in a result or in a failure.
 */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WarningsWithDataTest {
  private static final long HANDLE = 0x88;
  private static final SocketHandle SOCKET = SocketHandle.ofRaw(0x100);
  private static final int READS = 77;

  /** A code that the engine issues on its caller's thread, if the handle is a socket. */
  private static final int FIONREAD = 0x4004667F;

  private static final int MORE_DATA = 234;
  private static final int HANDLE_EOF = 38;
  private static final int MESSAGE_SIZE = 10040;
  private static final int FAULT = 10014;
  private static final int BUFFER_OVERFLOW = 0x80000005;
  private static final int RECEIVE_PARTIAL = 0x4000000F;
  private static final int CONNECTION_ABORTED = 0xC0000241;
  private static final int CANCELLED = 0xC0000120;
  private static final byte[] PART = {1, 2, 3, 4, 5, 6, 7, 8};

  private SimulatedKernel kernel;
  private AsyncIoctl io;

  private void open(Personality personality) throws Exception {
    kernel = new SimulatedKernel(personality);
    io = SimulatedIo.open(kernel, null);
  }

  @AfterEach
  void close() {
    io.close();
    assertThat(io.stats().retained()).isZero();
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
  }

  private Start read(int bytes) {
    return (overlapped, memory) ->
        kernel.deviceIoctl(HANDLE, READS, 0, 0, memory, bytes, overlapped + 8, overlapped);
  }

  private OverlappedCall read() {
    return OverlappedCall.on(HANDLE, "ReadThings").memory(10).start(read(8));
  }

  private OverlappedCall receive() {
    return OverlappedCall.onSocket(SOCKET, "ReceiveThings")
        .memory(10)
        .start(
            (overlapped, memory) ->
                kernel.socketIoctl(
                    SOCKET.value(), READS, 0, 0, memory, 8, overlapped + 8, overlapped));
  }

  private void endAs(int status, byte... answer) throws InterruptedException {
    kernel.complete(kernel.awaitPending(1).get(0), status, answer);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static IoctlException failure(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError("succeeded: " + get(future));
    } catch (ExecutionException e) {
      return (IoctlException) e.getCause();
    }
  }

  private static void assertOutput(IoctlException failure, int... bytes) {
    ByteBuffer output = failure.output();
    assertThat(output.isReadOnly()).isTrue();
    assertThat(output.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(output.position()).isZero();
    assertBytes(output, bytes);
    output.position(output.limit());
    assertThat(failure.output().position()).as("of the next view").isZero();
  }

  private static void assertBytes(ByteBuffer buffer, int... bytes) {
    byte[] all = new byte[buffer.remaining()];
    buffer.get(buffer.position(), all);
    assertThat(all).containsExactly(bytes);
  }

  private static void assertFailedWithData(
      CompletableFuture<?> future, int error, int status, int... bytes) throws Exception {
    IoctlException failure = failure(future);
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure.ntStatus()).isEqualTo(status);
    assertThat(failure.transferred()).isEqualTo(8);
    assertOutput(failure, bytes);
  }

  private static void assertResult(CompletableFuture<OverlappedResult> future, int status)
      throws Exception {
    OverlappedResult result = get(future);
    assertThat(result.transferred()).isEqualTo(8);
    assertThat(result.ntStatus()).isEqualTo(status);
    assertBytes(result.memory(), 1, 2, 3, 4, 5, 6, 7, 8, 0, 0);
  }

  // --- Calls of the user's own ---

  @ParameterizedTest
  @EnumSource
  void aFailedReadShowsTheMemoryWheneverItEnds(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.warn(MORE_DATA, BUFFER_OVERFLOW, PART));
    assertFailedWithData(
        io.overlappedAsync(read()), MORE_DATA, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0);
    kernel.react(READS, Reaction.completeWhilePending(BUFFER_OVERFLOW, PART));
    assertFailedWithData(
        io.overlappedAsync(read()), MORE_DATA, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<OverlappedResult> later = io.overlappedAsync(read());
    endAs(BUFFER_OVERFLOW, PART);
    assertFailedWithData(later, MORE_DATA, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void aReadThatWasToSucceedWithPartOfAMessageDoesSoWheneverItEnds(Personality personality)
      throws Exception {
    open(personality);
    OverlappedCall named = read().succeedingWith(MORE_DATA);
    kernel.react(READS, Reaction.warn(MORE_DATA, BUFFER_OVERFLOW, PART));
    assertResult(io.overlappedAsync(named), BUFFER_OVERFLOW);
    kernel.react(READS, Reaction.completeWhilePending(BUFFER_OVERFLOW, PART));
    assertResult(io.overlappedAsync(named), BUFFER_OVERFLOW);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<OverlappedResult> later = io.overlappedAsync(named);
    endAs(BUFFER_OVERFLOW, PART);
    assertResult(later, BUFFER_OVERFLOW);
  }

  /** Some systems leave the OVERLAPPED alone when a call is over at once. */
  @ParameterizedTest
  @EnumSource
  void aWarningThatLeavesNoStatusShowsTheMemoryToo(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, new Reaction(MORE_DATA, null, false, PART, 8, null, false, false, null));
    IoctlException failure = failure(io.overlappedAsync(read()));
    assertThat(failure.error()).isEqualTo(MORE_DATA);
    assertOutput(failure, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void aDatagramThatWasTooLongLeavesItsFirstPart(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.warn(MESSAGE_SIZE, BUFFER_OVERFLOW, PART));
    assertFailedWithData(
        io.overlappedAsync(receive()), MESSAGE_SIZE, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0);
    assertResult(io.overlappedAsync(receive().succeedingWith(MESSAGE_SIZE)), BUFFER_OVERFLOW);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<OverlappedResult> later = io.overlappedAsync(receive());
    endAs(BUFFER_OVERFLOW, PART);
    assertFailedWithData(later, MESSAGE_SIZE, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0);
    CompletableFuture<OverlappedResult> named =
        io.overlappedAsync(receive().succeedingWith(MESSAGE_SIZE));
    endAs(BUFFER_OVERFLOW, PART);
    assertResult(named, BUFFER_OVERFLOW);
  }

  /** MSG_PARTIAL: a success, and its status says that there is more. */
  @ParameterizedTest
  @EnumSource
  void aPartialMessageIsASuccessThatSaysSo(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<OverlappedResult> later = io.overlappedAsync(receive());
    endAs(RECEIVE_PARTIAL, PART);
    assertResult(later, RECEIVE_PARTIAL);
    kernel.react(READS, Reaction.completeWhilePending(RECEIVE_PARTIAL, PART));
    assertResult(io.overlappedAsync(receive()), RECEIVE_PARTIAL);
  }

  /** The system has consumed what it counts, whatever the operation ended with. */
  @ParameterizedTest
  @EnumSource
  void aFailureThatHasTransferredSomethingShowsTheMemory(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<OverlappedResult> later = io.overlappedAsync(receive());
    endAs(CONNECTION_ABORTED, (byte) 7, (byte) 8);
    IoctlException failure = failure(later);
    assertThat(failure.transferred()).isEqualTo(2);
    assertThat(failure.ntStatus()).isEqualTo(CONNECTION_ABORTED);
    assertOutput(failure, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledCallShowsNothing(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<OverlappedResult> later =
        io.overlappedAsync(read().memory(AsyncIoctl.MAX_BUFFER));
    endAs(CANCELLED);
    IoctlException failure = failure(later);
    assertThat(failure.error()).isEqualTo(995);
    assertThat(failure.transferred()).isZero();
    assertOutput(failure);
  }

  /**
   * The end of a file may be found at once or later, and is the same to a caller who expects it.
   */
  @ParameterizedTest
  @EnumSource
  void theEndOfAFileIsASuccessToWhoeverNamesIt(Personality personality) throws Exception {
    open(personality);
    OverlappedCall named = receive().succeedingWith(HANDLE_EOF, 10022);
    kernel.react(READS, Reaction.fail(HANDLE_EOF));
    OverlappedResult atOnce = get(io.overlappedAsync(named));
    kernel.react(READS, Reaction.pend());
    CompletableFuture<OverlappedResult> pending = io.overlappedAsync(named);
    endAs(0xC0000011); // STATUS_END_OF_FILE, which Winsock knows as 10022
    OverlappedResult later = get(pending);
    for (OverlappedResult each : new OverlappedResult[] {atOnce, later}) {
      assertThat(each.transferred()).isZero();
      assertBytes(each.memory(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    assertThat(failure(io.overlappedAsync(receiveAtTheEnd())).error()).isEqualTo(HANDLE_EOF);
  }

  private OverlappedCall receiveAtTheEnd() {
    kernel.react(READS, Reaction.fail(HANDLE_EOF));
    return receive();
  }

  // --- IOCTLs ---

  @ParameterizedTest
  @EnumSource
  void aDeviceIoctlLeavesTheBytesThatWereTransferred(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.warn(MORE_DATA, BUFFER_OVERFLOW, PART));
    assertFailedWithData(
        io.deviceIoctlAsync(HANDLE, READS, null, 12),
        MORE_DATA,
        BUFFER_OVERFLOW,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<ByteBuffer> later = io.deviceIoctlAsync(HANDLE, READS, null, 12);
    endAs(BUFFER_OVERFLOW, PART);
    assertFailedWithData(later, MORE_DATA, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @ParameterizedTest
  @EnumSource
  void aSocketIoctlDoesSoOnItsCallersThreadToo(Personality personality) throws Exception {
    open(personality);
    kernel.react(FIONREAD, Reaction.warn(MESSAGE_SIZE, BUFFER_OVERFLOW, PART));
    CompletableFuture<ByteBuffer> atOnce = io.ioctlAsync(SOCKET, FIONREAD, null, 12);
    assertThat(atOnce).as("on this thread").isDone();
    assertFailedWithData(atOnce, MESSAGE_SIZE, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8);
    kernel.react(FIONREAD, Reaction.pend());
    CompletableFuture<ByteBuffer> adopted = io.ioctlAsync(SOCKET, FIONREAD, null, 12);
    endAs(BUFFER_OVERFLOW, PART);
    assertFailedWithData(adopted, MESSAGE_SIZE, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8);
    CompletableFuture<ByteBuffer> issued = io.ioctlAsync(SOCKET, FIONREAD, null, 12);
    endAs(BUFFER_OVERFLOW, PART);
    assertFailedWithData(issued, MESSAGE_SIZE, BUFFER_OVERFLOW, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  /** A large answer is taken on another path. */
  @ParameterizedTest
  @EnumSource
  void aLargeAnswerIsNotLostEither(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<ByteBuffer> later = io.deviceIoctlAsync(HANDLE, READS, null, 1 << 20);
    endAs(BUFFER_OVERFLOW, new byte[1 << 20]);
    IoctlException failure = failure(later);
    assertThat(failure.error()).isEqualTo(MORE_DATA);
    assertThat(failure.output().remaining()).isEqualTo(1 << 20);
  }

  /** Nothing was transferred: the count says how much room would have been needed. */
  @ParameterizedTest
  @EnumSource
  void theSizeThatIsNeededIsNoData(Personality personality) throws Exception {
    open(personality);
    kernel.react(FIONREAD, Reaction.tooShort(FAULT, 64));
    kernel.react(READS, Reaction.tooShort(FAULT, 64));
    for (int code : new int[] {FIONREAD, READS}) {
      IoctlException failure = failure(io.ioctlAsync(SOCKET, code, null, 8));
      assertThat(failure.error()).isEqualTo(FAULT);
      assertThat(failure.transferred()).isEqualTo(64);
      assertOutput(failure);
    }
  }

  /** Not every warning has data: a closed handle's has none, and is no success. */
  @ParameterizedTest
  @EnumSource
  void aWarningWithoutDataShowsNothing(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.pend());
    CompletableFuture<ByteBuffer> later = io.deviceIoctlAsync(HANDLE, READS, null, 8);
    endAs(NtStatus.HANDLES_CLOSED);
    IoctlException failure = failure(later);
    assertThat(failure.error()).isEqualTo(995);
    assertOutput(failure);
  }

  // --- How calls say that they are over, and how they are cancelled ---

  @ParameterizedTest
  @EnumSource
  void aCallThatSaysThatItIsOverIsNotWaitedFor(Personality personality) throws Exception {
    open(personality);
    OverlappedCall lock =
        OverlappedCall.on(HANDLE, "LockThings")
            .memory(4)
            .start((overlapped, memory) -> OverlappedCall.COMPLETED);
    OverlappedResult result = get(io.overlappedAsync(lock));
    assertThat(result.ntStatus()).isZero();
    assertThat(result.transferred()).isZero();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(io.stats().pending()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aCallIsCancelledInItsOwnWay(Personality personality) throws Exception {
    open(personality);
    kernel.react(READS, Reaction.pend());
    AtomicLong issued = new AtomicLong();
    CompletableFuture<Long> asked = new CompletableFuture<>();
    OverlappedCall call =
        read()
            .start(
                (overlapped, memory) -> {
                  issued.set(overlapped);
                  return read(8).start(overlapped, memory);
                })
            .cancelledBy(
                overlapped -> {
                  asked.complete(overlapped);
                  throw new IllegalStateException("which harms nobody");
                });
    CompletableFuture<OverlappedResult> future = io.overlappedAsync(call);
    PendingIoctl pending = kernel.awaitPending(1).get(0);
    future.cancel(false);
    assertThat(get(asked)).isEqualTo(issued.get());
    assertThat(pending.isCancelAsked()).as("by CancelIoEx").isFalse();
    assertThat(kernel.isPending(pending)).isTrue();
    kernel.complete(pending, CANCELLED);
  }
}

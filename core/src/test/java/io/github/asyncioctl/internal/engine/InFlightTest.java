package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the waiter does with operations, one step at a time, and what each of them leaves. */
class InFlightTest {
  private static final int CODE = 1;
  private static final int CANCELLED = 0xC0000120;
  private static final int CONNECTION_ABORTED = 0xC0000241;
  private static final int OVERLAPPED_BYTES = 32;
  private static final int LARGE = Blocks.LARGEST_KEPT + 1;

  private final List<Long> cancels = new ArrayList<>();
  private Runnable whenIssued = () -> {};
  private Error thrownByIssue;
  private final EngineParts parts = new EngineParts(this::before);
  private final SimulatedKernel kernel = parts.kernel;
  private final Shared shared = parts.shared;
  private final WaitSet waitSet = new WaitSet(kernel, shared.wakeup.event());
  private final InFlight inFlight = new InFlight(parts.hooked, shared, kernel::nanoTime, waitSet);
  private boolean keepsMemory;

  private void before(String call, Object[] arguments) {
    if (call.equals("cancel")) {
      cancels.add((Long) arguments[1]);
    } else if (call.equals("socketIoctl")) {
      whenIssued.run();
      if (thrownByIssue != null) {
        throw thrownByIssue;
      }
    }
  }

  @BeforeEach
  void pend() {
    kernel.react(CODE, Reaction.pend());
  }

  @AfterEach
  void everythingIsGivenBack() {
    inFlight.free();
    waitSet.close();
    shared.wakeup.close();
    assertThat(kernel.violations()).isEmpty();
    assertThat(parts.counters.pending()).isZero();
    assertThat(parts.counters.pendingBytes()).isZero();
    assertThat(inFlight.count()).isZero();
    if (!keepsMemory) {
      assertThat(kernel.liveMemory()).isZero();
      assertThat(kernel.openEvents()).isZero();
      assertThat(parts.counters.retained()).isZero();
    }
  }

  /** Sends it, and accepts it as the waiter does. */
  private <O> Operation<O> accept(Operation<O> operation) {
    shared.submit(operation);
    acceptAll();
    return operation;
  }

  private void acceptAll() {
    for (Linked item = shared.mailbox.takeAll(); item != null; ) {
      Linked next = item.inMailbox;
      item.inMailbox = null;
      inFlight.accept((Operation<?>) item);
      item = next;
    }
  }

  private Operation<ByteBuffer> start(int capacity) {
    return accept(parts.operation(Form.RAW, capacity));
  }

  private PendingIoctl only() {
    assertThat(kernel.pendings()).hasSize(1);
    return kernel.pendings().get(0);
  }

  /** Does what the workers are to do. */
  private int work() {
    int jobs = 0;
    for (Linked job = parts.workers.takeOne(); job != null; job = parts.workers.takeOne()) {
      job.run();
      jobs++;
    }
    return jobs;
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).join();
  }

  private static <T> T value(Operation<T> operation) {
    assertThat(operation.future).isCompleted();
    return operation.future.join();
  }

  private static IoctlException ioctlFailure(Operation<?> operation) {
    return (IoctlException) failure(operation.future);
  }

  // --- From the start to the end ---

  @Test
  void itIsInFlightUntilTheKernelIsDoneWithIt() {
    Operation<ByteBuffer> operation = start(8);
    PendingIoctl pending = only();
    assertThat(inFlight.count()).isEqualTo(1);
    inFlight.sweep();
    assertThat(inFlight.count()).isEqualTo(1);
    assertThat(inFlight.takeEnded()).isZero();
    assertThat(parts.counters.pending()).isEqualTo(1);
    assertThat(parts.counters.pendingBytes()).isEqualTo(8);
    assertThat(parts.counters.started()).isEqualTo(1);

    kernel.complete(pending, 0, (byte) 42);
    inFlight.sweep();

    assertThat(inFlight.count()).isZero();
    assertThat(inFlight.takeEnded()).isEqualTo(1);
    assertThat(inFlight.takeEnded()).as("since then").isZero();
    assertThat(parts.counters.later()).isEqualTo(1);
    work();
    assertThat(value(operation).remaining()).isEqualTo(1);
    assertThat(value(operation).get(0)).isEqualTo((byte) 42);
    assertThat(parts.counters.failed() + parts.counters.cancelled()).isZero();
  }

  @Test
  void whetherOthersOfTheLaneAreLeftIsSaid() {
    Operation<ByteBuffer> operation = start(0);
    Signal lane = operation.signal();
    assertThat(inFlight.sweep(lane)).isTrue();
    kernel.complete(only(), 0);
    assertThat(inFlight.sweep(lane)).isFalse();
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void afterStartsSharedLanesAreSwept() {
    for (int i = 0; i < Lanes.LIMIT; i++) {
      start(0);
    }
    assertThat(inFlight.sweepAfterStarts()).as("each has its own").isFalse();
    start(0);
    kernel.pendings().forEach(each -> kernel.complete(each, 0));
    assertThat(inFlight.sweepAfterStarts()).as("nothing is left of it").isFalse();
    start(0);
    assertThat(inFlight.count()).isPositive();
    inFlight.sweep();
    kernel.complete(only(), 0);
    inFlight.sweep();
    for (int i = 0; i < Lanes.LIMIT; i++) {
      start(0);
    }
    start(0);
    assertThat(inFlight.sweepAfterStarts()).as("one is shared").isTrue();
    kernel.pendings().forEach(each -> kernel.complete(each, 0));
    inFlight.sweep();
  }

  @Test
  void whatIsRefusedAtOnceEndsAtOnceWhateverItsStatus() {
    kernel.react(CODE, Reaction.fail(10022));
    Operation<ByteBuffer> operation = start(8);
    assertThat(inFlight.count()).isZero();
    work();
    assertThat(ioctlFailure(operation).error()).isEqualTo(10022);
    assertThat(ioctlFailure(operation).ntStatus()).isZero();
    assertThat(parts.counters.failed()).isEqualTo(1);
  }

  @Test
  void whatSucceedsAtOnceHasTheCountOfTheCallOrOfTheOverlapped() {
    for (Reaction reaction :
        List.of(
            Reaction.succeed((byte) 1, (byte) 2, (byte) 3),
            Reaction.succeedCountingInOverlapped((byte) 1, (byte) 2, (byte) 3),
            Reaction.succeedSilently((byte) 1, (byte) 2, (byte) 3),
            Reaction.completeWhilePending(0, (byte) 1, (byte) 2, (byte) 3))) {
      kernel.react(CODE, reaction);
      Operation<ByteBuffer> operation = start(8);
      assertThat(inFlight.count()).isZero();
      work();
      assertThat(value(operation).remaining()).isEqualTo(3);
    }
    assertThat(parts.counters.later()).isEqualTo(4);
  }

  @Test
  void itsMemoryIsTheNextOnesAndShowsNothing() {
    kernel.react(CODE, Reaction.completeWhilePending(0, (byte) 5, (byte) 6));
    start(8);
    kernel.react(CODE, Reaction.pend());
    Operation<ByteBuffer> second = start(8);
    PendingIoctl pending = only();
    long address = pending.outAddress();
    kernel.writeStatusCounting(pending, 0, 8);
    inFlight.sweep();
    work();
    assertThat(value(second)).isEqualTo(ByteBuffer.allocate(8));
    start(8);
    assertThat(only().outAddress()).isEqualTo(address);
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  @Test
  void pointersInTheInputBecomeAddresses() {
    Operation<ByteBuffer> operation = parts.operation(Form.RAW, 8);
    operation.input = new byte[16];
    operation.input[0] = 8;
    operation.inLength = 16;
    operation.pointers = new int[] {0};
    accept(operation);
    ByteBuffer seen = ByteBuffer.wrap(only().input()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(seen.getLong()).isEqualTo(only().outAddress() - 16 + 8);
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  @Test
  void theKernelGetsTheInputAndThePosition() {
    Target file =
        new Owned() {
          @Override
          public long offset() {
            return 0x1234_5678_9ABCL;
          }
        };
    Operation<ByteBuffer> operation =
        new Operation<>(shared, file, CODE, 0, Form.RAW, kernel::nanoTime);
    operation.input = new byte[] {1, 2, 3};
    operation.inLength = 3;
    accept(operation);
    assertThat(only().input()).containsExactly(1, 2, 3);
    assertThat(operation.input).as("is not kept twice").isNull();
    assertThat(kernel.peek(operation.overlapped() + 16)).isEqualTo(0x1234_5678_9ABCL);
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  @Test
  void whatTakesNoOverlappedGetsNone() {
    kernel.react(CODE, Reaction.succeedSilently((byte) 1));
    Operation<ByteBuffer> operation = accept(parts.operation(new Question(true), 4));
    work();
    assertThat(kernel.startsWithoutOverlapped()).isEqualTo(1);
    assertThat(value(operation).remaining()).isEqualTo(1);
  }

  // --- What is not started ---

  @Test
  void whatNobodyWantsAnyMoreIsNotStarted() {
    Operation<ByteBuffer> operation = parts.operation(Form.RAW, 8);
    shared.submit(operation);
    operation.future.cancel(false);
    acceptAll();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(parts.counters.started()).isZero();
  }

  @Test
  void whatComesWhileTheEngineClosesIsNotStarted() {
    inFlight.close();
    Operation<ByteBuffer> operation = start(8);
    work();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(ioctlFailure(operation).error()).isEqualTo(Kernel.OPERATION_ABORTED);
    assertThat(ioctlFailure(operation)).hasMessageContaining("engine was closed");
  }

  @Test
  void nothingIsStartedOnASocketThatIsClosed() {
    parts.socket.close();
    Operation<ByteBuffer> operation = parts.operation(Form.RAW, LARGE);
    operation.block = kernel.allocate(LARGE);
    accept(operation);
    work();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(ioctlFailure(operation).error()).isEqualTo(Kernel.OPERATION_ABORTED);
    assertThat(ioctlFailure(operation)).hasMessageContaining("this program closed the socket");
  }

  @Test
  void whereThereIsNoMemoryNothingIsStarted() {
    kernel.failNext(Call.ALLOCATE, 1); // for the lane
    Operation<ByteBuffer> first = start(8);
    start(0);
    kernel.failNext(Call.ALLOCATE, 1); // for the block
    Operation<ByteBuffer> second = start(8);
    work();
    assertThat(failure(first.future)).isInstanceOf(OutOfMemoryError.class);
    assertThat(failure(second.future)).isInstanceOf(OutOfMemoryError.class);
    assertThat(inFlight.count()).isEqualTo(1);
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  @Test
  void aSlotWhoseOperationFoundNoMemoryIsTheNextOnes() {
    start(0);
    kernel.complete(only(), 0);
    inFlight.sweep();
    kernel.failNext(Call.ALLOCATE, 1); // for the block: there is a lane
    Operation<ByteBuffer> failing = start(8);
    work();
    assertThat(failure(failing.future)).isInstanceOf(OutOfMemoryError.class);
    start(0);
    assertThat(parts.counters.lanes()).isEqualTo(1);
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  /** Whoever was about to end it fails, and this is all that there is to say. */
  @Test
  void whatWasNotStartedBecauseSomebodyWasAboutToEndItIsAborted() {
    Operation<ByteBuffer> operation = parts.operation(Form.RAW, 8);
    operation.future.ownedBy(
        new IoctlFuture.Owner() {
          @Override
          public void abandoned() {
            shared.submit(operation);
            acceptAll();
            throw new StackOverflowError("simulated");
          }

          @Override
          public void wantedAgain() {
            operation.wantedAgain();
          }

          @Override
          public void futureEnded() {
            operation.futureEnded();
          }
        });
    assertThatThrownBy(() -> operation.future.complete(null))
        .isInstanceOf(StackOverflowError.class);
    work();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(ioctlFailure(operation).error()).isEqualTo(Kernel.OPERATION_ABORTED);
  }

  @Test
  void whereThereIsNoEventNothingIsStarted() {
    kernel.failNext(Call.CREATE_EVENT, 1);
    Operation<ByteBuffer> operation = start(8);
    work();
    assertThat(failure(operation.future)).isInstanceOf(KernelException.class);
  }

  // --- What nobody knows the end of ---

  @Test
  void whatFaultsIsKeptAndCancelled() {
    keepsMemory = true;
    kernel.react(CODE, Reaction.fail(Kernel.FAULTED));
    Operation<ByteBuffer> operation = start(100);
    work();
    assertThat(ioctlFailure(operation)).hasMessageContaining("access violation");
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.counters.retainedBytes()).isEqualTo(OVERLAPPED_BYTES + 128);
    assertThat(parts.counters.later()).as("it has not come back").isZero();
    assertThat(cancels).hasSize(1);
    kernel.react(CODE, Reaction.pend());
    start(0);
    assertThat(kernel.pendings()).hasSize(1);
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  @Test
  void whatThrowsWhileItIsIssuedIsKeptAndCancelled() {
    keepsMemory = true;
    thrownByIssue = new NoClassDefFoundError("simulated");
    Operation<ByteBuffer> operation = start(0);
    thrownByIssue = null;
    work();
    assertThat(failure(operation.future)).isInstanceOf(NoClassDefFoundError.class);
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.counters.retainedBytes()).isEqualTo(OVERLAPPED_BYTES);
    assertThat(cancels).hasSize(1);
  }

  @Test
  void theCallThatItIsInCanBeToldOf() {
    whenIssued =
        () -> {
          kernel.advance(1_001);
          shared.overdue.look(shared.calls, shared.notices);
        };
    start(0);
    assertThat(parts.workers.takeOne()).as("a warning").isNotNull();
    kernel.advance(5_000);
    shared.overdue.look(shared.calls, shared.notices);
    assertThat(parts.workers.takeOne()).as("it has come back").isNull();
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  @Test
  void aCallThatHasComeBackIsNotToldOf() {
    start(0);
    kernel.advance(5_000);
    shared.overdue.look(shared.calls, shared.notices);
    assertThat(parts.workers.takeOne()).isNull();
    kernel.complete(only(), 0);
    inFlight.sweep();
  }

  // --- Cancelling ---

  @Test
  void theKernelIsAskedOnce() {
    kernel.setCancelsLater(true);
    Operation<ByteBuffer> operation = start(0);
    operation.future.cancel(false);
    acceptAll();
    assertThat(cancels).containsExactly(operation.overlapped());
    inFlight.accept(operation);
    inFlight.close();
    assertThat(cancels).hasSize(1);
    assertThat(inFlight.count()).isEqualTo(1);
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
    assertThat(parts.counters.cancelled()).isEqualTo(1);
    inFlight.accept(operation);
    assertThat(cancels).as("it has ended").hasSize(1);
  }

  @Test
  void whatEndsWhileItIsCancelledIsGivenBackAtOnce() {
    Operation<ByteBuffer> operation = start(0);
    operation.future.cancel(false);
    acceptAll();
    assertThat(inFlight.count()).isZero();
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isEqualTo(Kernel.INFINITE);
  }

  @Test
  void whatTheKernelKeepsIsLookedAfter() {
    kernel.setCancelsLater(true);
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isEqualTo(Kernel.INFINITE);
    Operation<ByteBuffer> operation = start(0);
    operation.future.cancel(false);
    acceptAll();
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isEqualTo(10_001);
    kernel.advance(10_000);
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isEqualTo(Kernel.INFINITE);
    assertThat(work()).as("warnings").isEqualTo(1);
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isEqualTo(Kernel.INFINITE);
  }

  @Test
  void whatIsGivenBackIsNotLookedAfterAnyMore() {
    kernel.setCancelsLater(true);
    start(0).future.cancel(false);
    acceptAll();
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isEqualTo(Kernel.INFINITE);
  }

  @Test
  void whatNobodyCouldSayIsFound() {
    kernel.setCancelsLater(true);
    Operation<ByteBuffer> wanted = start(0);
    Operation<ByteBuffer> unwanted = start(0);
    unwanted.future.cancel(false);
    shared.mailbox.takeAll(); // it is not told
    unwanted.inMailbox = null;
    inFlight.cancelUnwanted();
    assertThat(cancels).containsExactly(unwanted.overlapped());
    inFlight.close();
    assertThat(cancels).contains(wanted.overlapped());
    kernel.pendings().forEach(each -> kernel.complete(each, CANCELLED));
    inFlight.sweep();
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void aSocketThatIsClosedDuringTheCallIsCancelled() {
    kernel.setCancelsLater(true);
    whenIssued = parts.socket::close;
    Operation<ByteBuffer> operation = start(0);
    assertThat(cancels).containsExactly(operation.overlapped());
    kernel.complete(only(), CONNECTION_ABORTED);
    inFlight.sweep();
    work();
    assertThat(ioctlFailure(operation).error()).isEqualTo(Kernel.OPERATION_ABORTED);
    assertThat(ioctlFailure(operation)).hasMessageContaining("this program closed the socket");
    assertThat(parts.counters.cancelled()).isEqualTo(1);
    assertThat(parts.counters.failed()).isZero();
  }

  @Test
  void whatIsCancelledDuringTheCallIsCancelled() {
    kernel.setCancelsLater(true);
    Operation<ByteBuffer> operation = parts.operation(Form.RAW, 0);
    whenIssued = () -> operation.future.cancel(false);
    shared.submit(operation);
    acceptAll();
    assertThat(cancels).containsExactly(operation.overlapped());
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
  }

  @Test
  void whatIsCancelledWhileTheEngineClosesWasEndedByIt() {
    Operation<ByteBuffer> cancelled = start(0);
    Operation<ByteBuffer> failed = start(0);
    kernel.setCancelsLater(true);
    inFlight.close();
    kernel.complete(kernel.pendings().get(0), CANCELLED);
    kernel.complete(kernel.pendings().get(0), CONNECTION_ABORTED);
    inFlight.sweep();
    work();
    assertThat(ioctlFailure(cancelled)).hasMessageContaining("engine was closed");
    assertThat(ioctlFailure(cancelled).ntStatus()).isEqualTo(CANCELLED);
    assertThat(ioctlFailure(failed).error()).isEqualTo(10053);
  }

  @Test
  void whatSomebodyElseCancelsWasNotEndedByTheEngine() {
    Operation<ByteBuffer> operation = start(0);
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
    work();
    assertThat(ioctlFailure(operation)).hasMessageContaining("other code");
  }

  // --- Answers ---

  @Test
  void aLargeAnswerStaysPendingUntilAWorkerHasTakenIt() {
    Operation<ByteBuffer> operation = parts.operation(Form.RAW, LARGE);
    operation.block = kernel.allocate(LARGE);
    accept(operation);
    kernel.complete(only(), 0, (byte) 42);
    inFlight.sweep();
    assertThat(inFlight.count()).isZero();
    assertThat(parts.counters.pending()).isEqualTo(1);
    assertThat(parts.counters.pendingBytes()).isEqualTo(LARGE);
    work();
    assertThat(parts.counters.pending()).isZero();
    assertThat(value(operation).get(0)).isEqualTo((byte) 42);
  }

  @Test
  void anAnswerThatIsNotLargeIsTakenAtOnce() {
    Operation<ByteBuffer> operation = start(Blocks.LARGEST_KEPT);
    kernel.complete(only(), 0, (byte) 42);
    inFlight.sweep();
    assertThat(parts.counters.pending()).isZero();
    work();
    assertThat(value(operation).get(0)).isEqualTo((byte) 42);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void largeMemoryWithNothingInItIsGivenBackAtOnce(boolean cancelled) {
    Operation<ByteBuffer> operation = parts.operation(Form.RAW, LARGE);
    operation.block = kernel.allocate(LARGE);
    accept(operation);
    int before = kernel.liveMemory();
    if (cancelled) {
      operation.future.cancel(false);
    }
    kernel.completeIfPending(only(), cancelled ? 0 : CONNECTION_ABORTED);
    inFlight.sweep();
    assertThat(kernel.liveMemory()).isEqualTo(before - 1);
    assertThat(parts.counters.pending()).isZero();
    acceptAll();
  }

  @Test
  void anErrorThatIsASuccessToItsFormIsCountedAsOne() {
    kernel.react(CODE, Reaction.completeWhilePending(CONNECTION_ABORTED, (byte) 9));
    Form<ByteBuffer> lenient =
        new Form<>() {
          @Override
          public boolean succeedsWith(int error) {
            return error == 10053;
          }

          @Override
          public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
            return memory;
          }
        };
    Operation<ByteBuffer> operation = accept(parts.operation(lenient, 4));
    work();
    assertThat(value(operation).remaining()).isEqualTo(1);
    assertThat(parts.counters.failed()).isZero();
  }

  /** Data that the system has consumed is there, and the socket may be closed all the same. */
  @Test
  void aWarningWithDataStaysOneThoughTheSocketIsClosed() {
    Operation<ByteBuffer> operation = start(4);
    parts.socket.close();
    kernel.complete(only(), 0x80000005, (byte) 1, (byte) 2);
    inFlight.sweep();
    work();
    assertThat(ioctlFailure(operation).error()).isEqualTo(10040);
    assertThat(ioctlFailure(operation).output().remaining()).isEqualTo(2);
  }

  // --- The end of the engine ---

  @Test
  void whatTheKernelKeepsIsLeftToIt() {
    keepsMemory = true;
    Operation<ByteBuffer> kept = start(64);
    Operation<ByteBuffer> large = parts.operation(Form.RAW, LARGE);
    large.block = kernel.allocate(LARGE);
    accept(large);
    List<PendingIoctl> pendings = kernel.pendings();
    inFlight.surrender();
    assertThat(inFlight.count()).isZero();
    assertThat(parts.counters.retained()).isEqualTo(2);
    assertThat(parts.counters.retainedBytes()).isEqualTo(2 * OVERLAPPED_BYTES + 64 + LARGE);
    assertThat(work()).as("two ends and a warning").isEqualTo(3);
    assertThat(ioctlFailure(kept)).hasMessageContaining("engine was closed");
    assertThat(ioctlFailure(large)).hasMessageContaining("engine was closed");
    pendings.forEach(each -> kernel.complete(each, 0));
    inFlight.sweep();
    assertThat(parts.counters.later()).as("nobody looks").isZero();
    inFlight.surrender();
    assertThat(work()).as("nothing is new").isZero();
  }

  @Test
  void whatIsLeftToTheKernelIsRecordedAndNotLookedAfter() {
    keepsMemory = true;
    kernel.setCancelsLater(true);
    List<String> recorded = new ArrayList<>();
    Operation<ByteBuffer> operation = start(0);
    operation.event =
        new OperationRecord() {
          @Override
          public void outcome(int error, int status, long bytes) {
            recorded.add(error + " " + status + " " + bytes);
          }

          @Override
          public boolean ends() {
            return false;
          }

          @Override
          public void commit(
              String engine,
              String function,
              String code,
              long handle,
              boolean atOnce,
              Throwable failure) {}
        };
    operation.future.cancel(false);
    acceptAll();
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isPositive();
    inFlight.surrender();
    assertThat(recorded).containsExactly("995 0 0");
    assertThat(inFlight.lookAtOverstays(kernel::nanoTime)).isEqualTo(Kernel.INFINITE);
    work();
  }

  // --- What callers' threads have issued ---

  /** A socket whose owner is known. */
  private static class Owned implements Target {
    private boolean closed;

    @Override
    public long handle() {
      return 0x1000;
    }

    @Override
    public boolean isSocket() {
      return true;
    }

    @Override
    public Object owner() {
      return this;
    }

    @Override
    public IOException refusal() {
      return closed ? new ClosedChannelException() : null;
    }
  }

  private record Question(boolean withoutOverlapped) implements Form<ByteBuffer> {
    @Override
    public boolean isQuestion() {
      return true;
    }

    @Override
    public Manner manner() {
      return withoutOverlapped ? Manner.WITHOUT_OVERLAPPED : Manner.BY_CODE;
    }

    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  private final InlineSlot slot = new InlineSlot(kernel);

  /** As a caller's thread does whose call turns out to pend. */
  private Operation<ByteBuffer> issueInline(Target target, Form<ByteBuffer> form, byte... input)
      throws KernelException {
    assertThat(slot.tryAcquire()).isTrue();
    NativeMemory memory = slot.prepare();
    memory.write(InlineSlot.DATA, input);
    long data = memory.address() + InlineSlot.DATA;
    int out = Calls.outOffset(input.length);
    kernel.socketIoctl(
        target.handle(), CODE, data, input.length, data + out, 8, 0, slot.address(0));
    Operation<ByteBuffer> operation =
        new Operation<>(shared, target, CODE, 8, form, kernel::nanoTime);
    operation.inLength = input.length;
    operation.signal = slot;
    operation.block = memory;
    operation.blockOffset = InlineSlot.DATA;
    return operation;
  }

  private void assertSlotIsBack() {
    assertThat(inFlight.adopted()).isZero();
    assertThat(slot.tryAcquire()).as("the slot has been released").isTrue();
    slot.close();
  }

  @Test
  void whatIsAdoptedIsWaitedForAndSwept() throws KernelException {
    Operation<ByteBuffer> operation = accept(issueInline(new Owned(), Form.RAW));
    assertThat(inFlight.adopted()).isEqualTo(1);
    assertThat(inFlight.count()).isEqualTo(1);
    assertThat(inFlight.sweep(slot)).as("it is pending").isTrue();
    assertThat(inFlight.sweep(new InlineSlot(kernel))).as("nobody's").isFalse();
    kernel.complete(only(), 0, (byte) 42);
    Signal signalled = waitSet.signal(waitSet.next(0));
    assertThat(signalled).isSameAs(slot);
    assertThat(inFlight.sweep(signalled)).isFalse();
    work();
    assertThat(value(operation).get(0)).isEqualTo((byte) 42);
    kernel.signalAll();
    assertThat(waitSet.next(0)).isEqualTo(WaitSet.CONTROL);
    assertThat(waitSet.next(0)).as("it is not waited for any more").isEqualTo(WaitSet.NONE);
    assertSlotIsBack();
  }

  @Test
  void eachThatWasAdoptedIsSwept() throws KernelException {
    accept(issueInline(new Owned(), Form.RAW));
    kernel.complete(only(), 0);
    inFlight.sweep();
    assertThat(inFlight.count()).isZero();
    assertSlotIsBack();
  }

  @Test
  void whatHasEndedByThenIsNotWaitedFor() throws KernelException {
    Operation<ByteBuffer> operation = issueInline(new Owned(), Form.RAW);
    kernel.complete(only(), 0, (byte) 42);
    accept(operation);
    assertThat(inFlight.count()).isZero();
    work();
    assertThat(operation.future).isCompleted();
    assertSlotIsBack();
  }

  enum Late {
    CLOSING,
    CANCELLED,
    SOCKET_CLOSED
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAdoptedTooLateIsCancelled(Late late) throws KernelException {
    kernel.setCancelsLater(true);
    Owned socket = new Owned();
    Operation<ByteBuffer> operation = issueInline(socket, Form.RAW);
    switch (late) {
      case CLOSING -> inFlight.close();
      case CANCELLED -> operation.future.cancel(false);
      case SOCKET_CLOSED -> socket.closed = true;
    }
    accept(operation);
    assertThat(cancels).containsExactly(slot.address(0));
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
    assertSlotIsBack();
  }

  @Test
  void whatWasAdoptedIsCancelledByClosing() throws KernelException {
    accept(issueInline(new Owned(), Form.RAW));
    inFlight.close();
    assertThat(cancels).containsExactly(slot.address(0));
    assertSlotIsBack();
  }

  @Test
  void whatWasAdoptedIsLeftToTheKernel() throws KernelException {
    keepsMemory = true;
    accept(issueInline(new Owned(), Form.RAW));
    inFlight.surrender();
    assertThat(inFlight.adopted()).isZero();
    assertThat(parts.counters.retainedBytes()).isEqualTo(OVERLAPPED_BYTES + InlineSlot.SIZE);
    assertThat(slot.tryAcquire()).as("nobody else gets it").isFalse();
  }

  /** Its caller's thread has ended (K5): nobody else has cancelled it. */
  @Test
  void aQuestionThatDiedWithItsThreadIsAskedAgain() throws KernelException {
    Operation<ByteBuffer> operation =
        accept(issueInline(new Owned(), new Question(false), (byte) 7, (byte) 8));
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
    PendingIoctl again = only();
    assertThat(again.input()).containsExactly(7, 8);
    assertThat(inFlight.count()).isEqualTo(1);
    assertThat(operation.blockOffset).isZero();
    assertSlotIsBack();
    kernel.complete(again, 0, (byte) 42);
    inFlight.sweep();
    work();
    assertThat(value(operation).get(0)).isEqualTo((byte) 42);
    assertThat(parts.counters.later()).as("counted once").isEqualTo(1);
  }

  enum Final {
    NO_QUESTION,
    POINTERS,
    CLOSING,
    CANCELLED,
    UNKNOWN_OWNER,
    SOCKET_CLOSED,
    OTHER_ERROR
  }

  @ParameterizedTest
  @EnumSource
  void anythingElseIsNot(Final why) throws KernelException {
    kernel.setCancelsLater(true);
    Owned owned = new Owned();
    Target target = why == Final.UNKNOWN_OWNER ? parts.socket : owned;
    Form<ByteBuffer> form = why == Final.NO_QUESTION ? Form.RAW : new Question(false);
    Operation<ByteBuffer> operation = issueInline(target, form);
    if (why == Final.POINTERS) {
      operation.pointers = new int[] {0};
    }
    accept(operation);
    switch (why) {
      case CLOSING -> inFlight.close();
      case CANCELLED -> operation.future.cancel(false);
      case SOCKET_CLOSED -> owned.closed = true;
      default -> {}
    }
    acceptAll();
    kernel.complete(only(), why == Final.OTHER_ERROR ? CONNECTION_ABORTED : CANCELLED);
    inFlight.sweep();
    assertThat(kernel.pendings()).isEmpty();
    assertThat(inFlight.count()).isZero();
    work();
    assertThat(operation.future).isCompletedExceptionally();
    assertSlotIsBack();
  }

  @Test
  void whatTheWaiterIssuedIsNotAskedAgain() {
    Operation<ByteBuffer> operation =
        accept(
            new Operation<>(shared, new Owned(), CODE, 0, new Question(false), kernel::nanoTime));
    kernel.complete(only(), CANCELLED);
    inFlight.sweep();
    work();
    assertThat(ioctlFailure(operation).error()).isEqualTo(Kernel.OPERATION_ABORTED);
  }
}

package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.internal.engine.Form.Manner;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Calls on the caller's own thread, and what is left when one of them does not end there. */
class InlinePathTest {
  private static final int SOCKETS = 1;
  private static final int DECLARED = 2;
  private static final int OTHER = 3;
  private static final int[] NO_POINTERS = {};

  private final List<Long> cancels = new ArrayList<>();
  private final EngineParts parts = new EngineParts(this::before);
  private final SimulatedKernel kernel = parts.kernel;
  private final SimulatedTarget socket = parts.socket;
  private final SimulatedTarget device = new SimulatedTarget(0x2000, false);
  private final InlineSlots slots = new InlineSlots(kernel);
  private final Settings settings =
      new Settings(
          "inline", null, Duration.ZERO, Set.of(SOCKETS), Set.of(DECLARED), kernel::nanoTime);
  private final InlinePath path = new InlinePath(parts.hooked, parts.shared, slots, settings);
  private final List<String> recorded = new ArrayList<>();
  private Error thrownByIssue;

  private void before(String call, Object[] arguments) {
    if (call.endsWith("Ioctl") && thrownByIssue != null) {
      throw thrownByIssue;
    }
    if (call.equals("cancel")) {
      cancels.add((Long) arguments[1]);
    }
  }

  @AfterEach
  void nothingWasHarmed() {
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.packets()).isZero();
  }

  private CompletableFuture<ByteBuffer> call(Target target, int code, int capacity) {
    return call(target, code, null, capacity, Form.RAW);
  }

  private <O> CompletableFuture<O> call(
      Target target, int code, ByteBuffer in, int capacity, Form<O> form) {
    return path.call(target, code, in, NO_POINTERS, capacity, form, new Recording());
  }

  /** How many slots nobody has. */
  private int free() {
    slots.close();
    return InlineSlots.COUNT - slots.inUse();
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).getNow(null);
  }

  private final class Recording implements OperationRecord {
    @Override
    public void outcome(int error, int status, long bytes) {
      recorded.add(error + " " + Integer.toHexString(status) + " " + bytes);
    }

    @Override
    public boolean ends() {
      return true;
    }

    @Override
    public void commit(
        String engine,
        String function,
        String code,
        long handle,
        boolean atOnce,
        Throwable failure) {
      recorded.add(function + " at once: " + atOnce + ", failed: " + (failure != null));
    }
  }

  /** A form that is called in this manner. */
  private static Form<ByteBuffer> in(Manner manner) {
    return new Form<>() {
      @Override
      public Manner manner() {
        return manner;
      }

      @Override
      public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
        return memory;
      }
    };
  }

  @Test
  void theTableOfCodesSaysWhatComesThisWay() {
    for (int code : new int[] {SOCKETS, DECLARED, OTHER}) {
      kernel.react(code, Reaction.succeed((byte) code));
    }
    assertThat(call(socket, SOCKETS, 4)).isCompleted();
    assertThat(call(socket, DECLARED, 4)).isCompleted();
    assertThat(call(device, DECLARED, 4)).isCompleted();
    assertThat(call(device, SOCKETS, 4)).as("the code is a socket's").isNull();
    assertThat(call(socket, OTHER, 4)).isNull();
    assertThat(parts.counters.inline()).isEqualTo(3);
    assertThat(free()).isEqualTo(InlineSlots.COUNT);
  }

  @Test
  void aFormMaySayItself() {
    kernel.react(OTHER, Reaction.succeedSilently((byte) 1)).react(SOCKETS, Reaction.succeed());
    assertThat(call(socket, OTHER, null, 4, in(Manner.AT_ONCE))).isCompleted();
    assertThat(kernel.startsWithoutOverlapped()).isZero();
    assertThat(call(socket, OTHER, null, 4, in(Manner.WITHOUT_OVERLAPPED))).isCompleted();
    assertThat(kernel.startsWithoutOverlapped()).isEqualTo(1);
    assertThat(call(socket, SOCKETS, null, 4, in(Manner.MAY_PEND))).isNull();
  }

  @Test
  void whatDoesNotFitIntoASlotGoesToTheWaiter() {
    kernel.react(SOCKETS, Reaction.succeed());
    assertThat(call(socket, SOCKETS, InlineSlot.DATA_SIZE)).isCompleted();
    assertThat(call(socket, SOCKETS, InlineSlot.DATA_SIZE + 1)).isNull();
    ByteBuffer in = ByteBuffer.allocate(17); // and its output begins at 32
    assertThat(call(socket, SOCKETS, in, InlineSlot.DATA_SIZE - 32, Form.RAW)).isCompleted();
    assertThat(call(socket, SOCKETS, in, InlineSlot.DATA_SIZE - 31, Form.RAW)).isNull();
    assertThat(call(socket, SOCKETS, in, Integer.MAX_VALUE, Form.RAW)).isNull();
  }

  @Test
  void whereEverySlotIsInUseItGoesToTheWaiter() {
    kernel.react(SOCKETS, Reaction.succeed());
    InlineSlot last = null;
    for (int i = 0; i < InlineSlots.COUNT; i++) {
      last = slots.acquire();
    }
    assertThat(call(socket, SOCKETS, 0)).isNull();
    last.release();
    assertThat(call(socket, SOCKETS, 0)).isCompleted();
    assertThat(call(socket, SOCKETS, 0)).isCompleted();
  }

  @Test
  void theKernelGetsTheInputAndTheAnswerIsWhatItCounts() {
    kernel.react(SOCKETS, input -> Reaction.succeed(new byte[] {input[0], input[2], 9}));
    ByteBuffer in = ByteBuffer.wrap(new byte[] {5, 6, 7, 8}).position(1);
    ByteBuffer answer = call(socket, SOCKETS, in, 8, Form.RAW).getNow(null);
    assertThat(answer).isEqualTo(ByteBuffer.wrap(new byte[] {6, 8, 9}));
    assertThat(in.position()).isEqualTo(1);
    assertThat(recorded).containsExactly("0 0 3", "WSAIoctl at once: true, failed: false");
  }

  @Test
  void pointersInTheInputBecomeAddresses() {
    kernel.react(SOCKETS, input -> Reaction.succeed(input));
    ByteBuffer in = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(8, 3);
    Form<Long> offset = // the output begins 16 bytes behind the input
        (memory, address, transferred) -> memory.getLong(memory.position() + 8) - (address - 16);
    assertThat(path.call(socket, SOCKETS, in, new int[] {8}, 16, offset, null).getNow(null))
        .isEqualTo(3);
    assertThat(in.getLong(8)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 20})
  void anAnswerShowsNothingOfTheOneBefore(int inLength) {
    ByteBuffer in = ByteBuffer.allocate(inLength);
    kernel.react(SOCKETS, Reaction.succeed((byte) 1, (byte) 2, (byte) 3, (byte) 4));
    for (int i = 0; i < InlineSlots.COUNT; i++) {
      call(socket, SOCKETS, in, 8, Form.RAW).getNow(null);
    }
    kernel.react(SOCKETS, Reaction.succeed((byte) 7).reporting(4));
    assertThat(call(socket, SOCKETS, in, 8, Form.RAW).getNow(null))
        .isEqualTo(ByteBuffer.wrap(new byte[] {7, 0, 0, 0}));
  }

  @Test
  void countsAndStatusesComeFromTheCallOrTheOverlapped() {
    kernel.react(SOCKETS, Reaction.succeedCountingInOverlapped((byte) 1, (byte) 2));
    assertThat(call(socket, SOCKETS, 8).getNow(null).remaining()).isEqualTo(2);
    kernel.react(SOCKETS, Reaction.completeWhilePending(0, (byte) 1, (byte) 2, (byte) 3));
    assertThat(call(socket, SOCKETS, 8).getNow(null).remaining()).isEqualTo(3);
    kernel.react(SOCKETS, Reaction.completeWhilePending(0xC0000023));
    IoctlException failure = (IoctlException) failure(call(socket, SOCKETS, 8));
    assertThat(failure.error()).isEqualTo(10014);
    assertThat(failure.ntStatus()).isEqualTo(0xC0000023);
    assertThat(parts.counters.failed()).isEqualTo(1);
    assertThat(free()).isEqualTo(InlineSlots.COUNT);
  }

  @Test
  void aFailureShowsWhatTheSystemHasConsumed() {
    kernel.react(SOCKETS, Reaction.warn(10040, 0x80000005, (byte) 1, (byte) 2));
    IoctlException failure = (IoctlException) failure(call(socket, SOCKETS, 8));
    assertThat(failure.output().remaining()).isEqualTo(2);
    assertThat(recorded.get(0)).isEqualTo("10040 80000005 2");
    assertThat(recorded.get(1)).endsWith("failed: true");
    kernel.react(SOCKETS, Reaction.tooShort(10014, 4));
    failure = (IoctlException) failure(call(socket, SOCKETS, 8));
    assertThat(failure.output().remaining()).as("nothing was consumed").isZero();
    assertThat(failure.transferred()).isEqualTo(4);
  }

  /** One that shows what failures leave, and takes an error for a success. */
  private record Lenient(boolean showing) implements Form<ByteBuffer> {
    @Override
    public boolean succeedsWith(int error) {
      return error == 10022;
    }

    @Override
    public boolean showsMemoryOfFailures() {
      return showing;
    }

    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  @Test
  void aFormMayAskForWhatFailuresLeave() {
    kernel.react(SOCKETS, Reaction.tooShort(10014, 4));
    IoctlException failure =
        (IoctlException) failure(call(socket, SOCKETS, null, 8, new Lenient(true)));
    assertThat(failure.output().remaining()).isEqualTo(4);
    kernel.react(SOCKETS, Reaction.fail(10014));
    failure = (IoctlException) failure(call(socket, SOCKETS, null, 8, new Lenient(true)));
    assertThat(failure.output().remaining()).as("nothing was transferred").isZero();
    assertThat(parts.counters.failed()).isEqualTo(2);
  }

  @Test
  void anErrorMayBeASuccess() {
    kernel.react(SOCKETS, Reaction.tooShort(10022, 2));
    assertThat(call(socket, SOCKETS, null, 8, new Lenient(false)).getNow(null).remaining())
        .isEqualTo(2);
    assertThat(parts.counters.failed()).isZero();
    assertThat(recorded.get(1)).endsWith("failed: false");
  }

  @Test
  void aDecoderThatThrowsFailsItsFuture() {
    kernel.react(SOCKETS, Reaction.succeed());
    IOException nonsense = new IOException("nonsense");
    CompletableFuture<String> future =
        call(
            socket,
            SOCKETS,
            null,
            0,
            (memory, address, transferred) -> {
              throw nonsense;
            });
    assertThat(failure(future)).isSameAs(nonsense);
    assertThat(free()).isEqualTo(InlineSlots.COUNT);
  }

  @Test
  void aDecoderGetsTheAddressThatTheKernelWroteTo() {
    kernel.react(SOCKETS, Reaction.succeed((byte) 0x55));
    long address = call(socket, SOCKETS, null, 8, (memory, at, transferred) -> at).getNow(null);
    assertThat(kernel.peek(address)).isEqualTo(0x55);
  }

  @Test
  void withoutAnEventTheCallFailsAndItsSlotIsFree() {
    kernel.failNext(Call.CREATE_EVENT, 1);
    assertThat(failure(call(socket, SOCKETS, 8))).isInstanceOf(KernelException.class);
    assertThat(free()).isEqualTo(InlineSlots.COUNT);
  }

  @Test
  void withoutMemoryTheCallerIsTold() {
    kernel.failNext(Call.ALLOCATE, 1);
    assertThatThrownBy(() -> call(socket, SOCKETS, 8)).isInstanceOf(OutOfMemoryError.class);
    assertThat(free()).isEqualTo(InlineSlots.COUNT);
  }

  @Test
  void whatFaultsCostsItsSlot() {
    kernel.react(SOCKETS, Reaction.fail(Kernel.FAULTED));
    assertThat(failure(call(socket, SOCKETS, 8))).hasMessageContaining("access violation");
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(parts.counters.retainedBytes()).isEqualTo(InlineSlot.SIZE);
    assertThat(cancels).hasSize(1);
    assertThat(slots.close()).as("it is not waited for").isTrue();
    assertThat(kernel.liveMemory()).isEqualTo(1);
  }

  @Test
  void whatThrowsInTheCallCostsItsSlot() {
    thrownByIssue = new NoClassDefFoundError("simulated");
    assertThatThrownBy(() -> call(socket, SOCKETS, 8)).isSameAs(thrownByIssue);
    assertThat(parts.counters.retained()).isEqualTo(1);
    assertThat(cancels).hasSize(1);
    assertThat(slots.close()).as("it is not waited for").isTrue();
  }

  @Test
  void whatIsLostAfterTheEndWasCountedThen() {
    InlineSlot[] held = {null};
    kernel.react(
        SOCKETS,
        input -> {
          slots.close();
          held[0] = slots.acquire();
          parts.counters.retain(slots.giveUp(), InlineSlot.SIZE);
          return Reaction.fail(Kernel.FAULTED);
        });
    failure(call(socket, SOCKETS, 8));
    assertThat(held[0]).isNull();
    assertThat(parts.counters.retained()).isEqualTo(1);
  }

  // --- What pends ---

  @Test
  void whatPendsIsTheWaitersWithItsSlot() {
    kernel.react(SOCKETS, Reaction.pend());
    ByteBuffer in = ByteBuffer.wrap(new byte[] {1, 2, 3});
    CompletableFuture<ByteBuffer> future = call(socket, SOCKETS, in, 8, Form.RAW);
    PendingIoctl pending = kernel.pendings().get(0);
    assertThat(future).isNotDone();
    Operation<?> operation = (Operation<?>) parts.shared.mailbox.takeAll();
    assertThat(operation.future).isSameAs(future);
    InlineSlot slot = (InlineSlot) operation.signal();
    assertThat(operation.block).isSameAs(slot.memory());
    assertThat(operation.blockOffset).isEqualTo(InlineSlot.DATA);
    assertThat(operation.inLength).isEqualTo(3);
    assertThat(operation.pointers).isSameAs(NO_POINTERS);
    assertThat(operation.event).isInstanceOf(Recording.class);
    assertThat(pending.event()).isEqualTo(slot.event());
    assertThat(slot.tryAcquire()).as("it is in use").isFalse();
    assertThat(parts.counters.inline()).as("it has not ended here").isZero();
    assertThat(recorded).isEmpty();
    assertThat(cancels).isEmpty();
  }

  @Test
  void itsCodeComesThisWayNoMore() {
    kernel
        .react(SOCKETS, Reaction.pend())
        .react(DECLARED, Reaction.pend())
        .react(OTHER, Reaction.pend());
    assertThat(call(socket, SOCKETS, 0)).isNotDone();
    assertThat(call(socket, SOCKETS, 0)).isNull();
    assertThat(call(device, DECLARED, 0)).isNotDone();
    assertThat(call(device, DECLARED, 0)).isNull();
    assertThat(call(socket, OTHER, null, 0, in(Manner.AT_ONCE))).isNotDone();
    assertThat(call(socket, OTHER, null, 0, in(Manner.AT_ONCE))).isNull();
    assertThat(kernel.pendings()).hasSize(3);
  }

  /** The engine has ended, so nobody takes the slot. */
  @Test
  void whatPendsAfterTheEndCostsItsSlot() {
    kernel.react(SOCKETS, Reaction.pend());
    kernel.setCancelsLater(true);
    parts.shared.mailbox.close();
    CompletableFuture<ByteBuffer> future = call(socket, SOCKETS, 8);
    assertThat(failure(future)).hasMessageContaining("engine was closed");
    assertThat(cancels).hasSize(1);
    assertThat(parts.counters.retained()).isEqualTo(1);
    slots.close();
    assertThat(kernel.liveMemory()).isEqualTo(1);
    assertThat(slots.inUse()).isZero();
  }

  /** Its thread's stack is at its end, say, when it is about to send what pends. */
  @Test
  void whatPendsAndCannotBeSentCostsItsSlot() {
    Error noStack = new StackOverflowError("simulated");
    Mailbox failing =
        new Mailbox() {
          @Override
          public boolean post(Linked item) {
            throw noStack;
          }
        };
    EngineParts without = EngineParts.withPromptWorkers(this::before, failing);
    InlineSlots its = new InlineSlots(without.kernel);
    InlinePath unable = new InlinePath(without.hooked, without.shared, its, settings);
    without.kernel.react(SOCKETS, Reaction.pend());
    assertThatThrownBy(
            () -> unable.call(socket, SOCKETS, null, NO_POINTERS, 8, Form.RAW, new Recording()))
        .isSameAs(noStack);
    assertThat(cancels).hasSize(1);
    assertThat(without.kernel.pendings()).as("cancelled").isEmpty();
    assertThat(without.counters.retained()).isEqualTo(1);
    assertThat(without.counters.pending()).isZero();
    assertThat(its.close()).as("it is not waited for").isTrue();
    assertThat(without.kernel.liveMemory()).isEqualTo(1);
    assertThat(without.kernel.violations()).isEmpty();
  }

  /** Whoever declared it may want to know. */
  @Test
  void whatPendsIsADetailForTheLog() {
    Logger logger = (Logger) LoggerFactory.getLogger(Notices.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(log);
    try {
      kernel.react(SOCKETS, Reaction.pend());
      assertThat(call(socket, SOCKETS, 8)).isNotDone();
      parts.workers.takeOne().run();
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage())
        .startsWith("parts: Control code 0x00000001 pends");
  }
}

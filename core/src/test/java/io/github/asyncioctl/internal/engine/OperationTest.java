package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.sim.HookedKernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One operation, step by step: who may complete it, and how often. */
@Timeout(30)
class OperationTest {
  private static final int LARGE = Blocks.LARGEST_KEPT + 1;

  private final EngineParts parts = new EngineParts();
  private final AtomicInteger decoded = new AtomicInteger();
  private final Operation<Integer> operation =
      parts.operation((answer, address, count) -> decoded.incrementAndGet());

  @Test
  void itIsInTheMailboxOnceHoweverOftenItIsNotWanted() {
    assertThat(operation.take()).isTrue();
    assertThat(operation.future.cancel(false)).isTrue();
    operation.abandoned();
    assertThat(parts.shared.mailbox.takeAll()).isSameAs(operation);
    assertThat(operation.inMailbox).isNull();
    assertThat(parts.shared.mailbox.isEmpty()).isTrue();
  }

  @Test
  void itIsNotWantedAsSoonAsSomebodyIsAboutToEndItsFuture() {
    operation.future.ownedBy(new Owner(() -> assertThat(operation.isUnwanted()).isTrue()));
    assertThat(operation.isUnwanted()).isFalse();
    assertThat(operation.future.complete(7)).isTrue();
  }

  @Test
  void itHasEndedWhenItIsHandedOver() {
    EngineParts direct = new EngineParts(Runnable::run);
    Operation<String> handedOver = direct.operation((answer, address, count) -> "answer");
    assertThat(handedOver.take()).isTrue();
    EngineParts.end(handedOver);
    assertThat(handedOver.future).isCompletedWithValue("answer");
  }

  /** Whoever was about to end it fails, after a delivery was skipped on his behalf. */
  @Test
  void aDeliveryThatWasSkippedComesAgain() {
    operation.take();
    EngineParts.end(operation);
    assertThat(parts.workers.takeOne()).isSameAs(operation);
    operation.future.ownedBy(
        new Owner(
            () -> {
              operation.run();
              throw new StackOverflowError("simulated");
            }));
    assertThatThrownBy(() -> operation.future.complete(7)).isInstanceOf(StackOverflowError.class);
    assertThat(operation.future).isNotDone();
    assertThat(parts.workers.takeOne()).as("again").isSameAs(operation);
    operation.run();
    assertThat(operation.future).isCompletedWithValue(1);
  }

  /** Somebody is about to end it while it is decoded, and then fails, or does not. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsDecodedIsLeftToWhoeverIsAboutToEndIt(boolean fails) throws Exception {
    CountDownLatch isAbandoned = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    AtomicReference<Thread> ending = new AtomicReference<>();
    Operation<Integer> contested =
        parts.operation(
            (answer, address, count) -> {
              if (decoded.incrementAndGet() == 1) {
                ending.get().start();
                await(isAbandoned);
              }
              return decoded.get();
            });
    contested.future.ownedBy(
        new Owner(
            contested,
            () -> {
              isAbandoned.countDown();
              await(goesOn);
              if (fails) {
                throw new StackOverflowError("simulated");
              }
            }));
    ending.set(
        new Thread(
            () -> {
              try {
                assertThat(contested.future.complete(7)).isTrue();
              } catch (StackOverflowError e) {
                assertThat(fails).isTrue();
              }
            }));
    contested.take();
    EngineParts.end(contested);
    parts.workers.takeOne();
    contested.run();
    assertThat(decoded).hasValue(1);
    assertThat(contested.future).isNotDone();
    assertThat(parts.workers.takeOne()).as("as long as he is about to").isNull();
    goesOn.countDown();
    ending.get().join();
    if (fails) {
      assertThat(parts.workers.takeOne()).as("again").isSameAs(contested);
      contested.run();
    }
    assertThat(contested.future).isCompletedWithValue(fails ? 2 : 7);
    assertThat(parts.workers.takeOne()).isNull();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The recorder does not care who ends the future. Whoever is about to may fail. */
  @Test
  void whatIsRecordedIsRecordedOnceWhoeverEndsIt() {
    Throwing recorder = new Throwing();
    operation.event = recorder;
    operation.take();
    EngineParts.end(operation);
    assertThat(parts.workers.takeOne()).isSameAs(operation);
    operation.future.ownedBy(
        new Owner(
            () -> {
              operation.run();
              assertThat(recorder.asked).isEqualTo(1);
              throw new StackOverflowError("simulated");
            }));
    assertThatThrownBy(() -> operation.future.complete(7)).isInstanceOf(StackOverflowError.class);
    operation.run();
    assertThat(operation.future).isCompletedWithValue(2);
    assertThat(recorder.asked).isEqualTo(1);
  }

  /** A thread's stack may be at its end when the operation's turn comes to hear of it. */
  @Test
  void whoeverComesNextTakesWhatHasEndedOffTheList() {
    for (Consumer<Operation<?>> next :
        List.<Consumer<Operation<?>>>of(Operation::ended, Operation::run)) {
      Operation<?> ended = parts.operation(Form.RAW);
      parts.shared.live.add(ended);
      ended.take();
      EngineParts.end(ended);
      parts.workers.takeOne();
      ended.future.ownedBy(new Owner(ended, () -> {}, new StackOverflowError("simulated")));
      assertThatThrownBy(() -> ended.future.complete(null)).isInstanceOf(StackOverflowError.class);
      assertThat(listed()).containsExactly(ended);
      next.accept(ended);
      assertThat(listed()).isEmpty();
    }
  }

  @Test
  void whoeverCompletesItTakesItOffTheListThoughTheFirstAttemptFails() {
    parts.shared.live.add(operation);
    operation.take();
    EngineParts.end(operation);
    parts.workers.takeOne();
    operation.future.ownedBy(new Owner(operation, () -> {}, new StackOverflowError("simulated")));
    assertThatThrownBy(operation::run).isInstanceOf(StackOverflowError.class);
    assertThat(operation.future).isCompletedWithValue(1);
    assertThat(listed()).isEmpty();
    assertThat(parts.workers.takeOne()).as("there is nothing left to do").isNull();
  }

  private List<Operation<?>> listed() {
    List<Operation<?>> all = new ArrayList<>();
    parts.shared.live.forEach(all::add);
    return all;
  }

  @Test
  void aRecorderThatThrowsKeepsNoFutureFromItsEnd() {
    operation.event = new Throwing();
    operation.take();
    EngineParts.end(operation);
    operation.run();
    assertThat(operation.future).isCompletedWithValue(1);
  }

  @Test
  void aLargeAnswerIsToBeCopiedWhenAWorkerGetsIt() {
    EngineParts prompt = EngineParts.withPromptWorkers();
    Operation<ByteBuffer> large = prompt.operation(Form.RAW, LARGE);
    large.block = prompt.kernel.allocate(LARGE);
    large.take();
    large.outcome(Kernel.SUCCESS, 0, LARGE);
    large.copyLater();
    assertThat(large.future).isCompleted();
    assertThat(large.block).as("what is somebody else's by now").isNull();
    assertThat(prompt.kernel.liveMemory()).isZero();
  }

  @Test
  void anAnswerIsDecodedOnce() {
    operation.take();
    EngineParts.end(operation);
    operation.run();
    operation.run();
    operation.endWithOutcome();
    assertThat(decoded).hasValue(1);
    assertThat(operation.future).isCompletedWithValue(1);
  }

  @Test
  void aDecoderThatThrowsFailsItsFuture() {
    IOException nonsense = new IOException("nonsense");
    Operation<String> failing =
        parts.operation(
            (answer, address, count) -> {
              throw nonsense;
            });
    failing.take();
    EngineParts.end(failing);
    failing.run();
    assertThat(failing.future.handle((answer, failure) -> failure).getNow(null)).isSameAs(nonsense);
  }

  @Test
  void aFailureThatFindsNoWordsFailsItsOperation() {
    Error noMemory = new StackOverflowError("as good as that, and JUnit goes on");
    Operation<ByteBuffer> wordless =
        parts.operation(
            new Form<>() {
              @Override
              public ByteBuffer output(ByteBuffer memory) {
                throw noMemory;
              }

              @Override
              public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
                return memory;
              }
            },
            8);
    wordless.block = parts.kernel.allocate(8);
    wordless.take();
    wordless.outcome(10040, 0x80000005, 3);
    wordless.takeAnswer();
    wordless.ended();
    wordless.run();
    assertThat(wordless.future.handle((answer, failure) -> failure).getNow(null))
        .isSameAs(noMemory);
  }

  @Test
  void anAnswerThatFindsNoMemoryFailsItsOperation() {
    Error noMemory = new StackOverflowError("as good as that, and JUnit goes on");
    Operation<ByteBuffer> hungry = parts.operation(new Hungry(noMemory), LARGE);
    hungry.block = parts.kernel.allocate(LARGE);
    hungry.take();
    hungry.outcome(Kernel.SUCCESS, 0, LARGE);
    hungry.takeAnswer();
    hungry.ended();
    hungry.run();
    assertThat(hungry.future.handle((answer, failure) -> failure).getNow(null)).isSameAs(noMemory);
  }

  /** The answer is there, and this thread's stack at its end. */
  @Test
  void whatCouldNotBeHandedOverComesAgain() {
    Error noStack = new StackOverflowError("simulated");
    Operation<ByteBuffer> large =
        parts.operation(
            new Form<>() {
              private int asked;

              @Override
              public boolean isAwaited() {
                if (asked++ == 0) {
                  throw noStack;
                }
                return false;
              }

              @Override
              public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
                return memory;
              }
            },
            LARGE);
    large.block = parts.kernel.allocate(LARGE);
    large.take();
    large.outcome(Kernel.SUCCESS, 0, LARGE);
    large.copyLater();
    assertThat(parts.workers.takeOne()).isSameAs(large);
    assertThatThrownBy(large::run).isSameAs(noStack);
    assertThat(parts.workers.takeOne()).as("again").isSameAs(large);
    large.run();
    assertThat(large.future).isCompletedWithValueMatching(answer -> answer.remaining() == LARGE);
    assertThat(parts.kernel.liveMemory()).isZero();
  }

  /** The input is copied with the output, which begins at the next multiple of 16. */
  @Test
  void aFormThatTakesTheInputFindsTheOutputBehindIt() {
    Operation<List<Byte>> succeeding = withInput(Kernel.SUCCESS, 0);
    assertThat(succeeding.future).isCompletedWithValue(List.of((byte) 5, (byte) 42));
    Operation<List<Byte>> failing = withInput(10040, 0x80000005);
    IoctlException failure =
        (IoctlException) failing.future.handle((answer, thrown) -> thrown).getNow(null);
    assertThat(failure.output().remaining()).isEqualTo(1);
    assertThat(failure.output().get()).isEqualTo((byte) 42);
  }

  private Operation<List<Byte>> withInput(int error, int status) {
    Operation<List<Byte>> both =
        parts.operation(
            new Form<>() {
              @Override
              public boolean takesInput() {
                return true;
              }

              @Override
              public List<Byte> decode(ByteBuffer memory, long address, long transferred) {
                return List.of(memory.get(0), memory.get());
              }
            },
            8);
    both.inLength = 3;
    both.block = parts.kernel.allocate(64);
    both.blockOffset = 8;
    both.block.buffer().put(8, (byte) 5).put(8 + 16, (byte) 42);
    both.take();
    both.outcome(error, status, 1);
    both.takeAnswer();
    both.ended();
    both.run();
    parts.workers.takeOne();
    return both;
  }

  @Test
  void aDecoderIsToldWhereTheAnswerWas() {
    Operation<Long> located = parts.operation((memory, address, transferred) -> address, 8);
    located.block = parts.kernel.allocate(64);
    located.blockOffset = 8;
    located.inLength = 3;
    located.take();
    EngineParts.end(located);
    located.run();
    assertThat(located.future).isCompletedWithValue(located.block.address() + 8 + 16);
  }

  /** A worker copies, and the engine's end comes to what has no outcome. */
  @Test
  void anAnswerThatIsBeingCopiedIsNotThrownAwayByClosing() {
    AtomicReference<Operation<ByteBuffer>> copied = new AtomicReference<>();
    Operation<ByteBuffer> large =
        parts.operation(new Watched(() -> copied.get().endWithoutOutcome()), LARGE);
    copied.set(large);
    large.block = parts.kernel.allocate(LARGE);
    large.take();
    large.outcome(Kernel.SUCCESS, 0, LARGE);
    large.copyLater();
    large.endWithoutOutcome();
    large.run();
    assertThat(large.future).as("until it is handed over").isNotDone();
    large.run();
    assertThat(large.future).isCompletedWithValueMatching(answer -> answer.remaining() == LARGE);
  }

  @Test
  void aLargeAnswerThatNobodyWantsIsNotTaken() {
    Operation<ByteBuffer> large = parts.operation(new Hungry(new StackOverflowError()), LARGE);
    large.block = parts.kernel.allocate(LARGE);
    large.take();
    large.outcome(Kernel.SUCCESS, 0, LARGE);
    large.copyLater();
    assertThat(large.future.complete(null)).isTrue();
    large.run();
    assertThat(large.hasAnswer()).as("nothing was asked of its form").isTrue();
    assertThat(parts.kernel.liveMemory()).isZero();
    assertThat(parts.kernel.violations()).isEmpty();
  }

  // --- What the waiter asks of it ---

  @Test
  void itIsTakenOnceAndThenCancelled() {
    assertThat(operation.take()).isTrue();
    assertThat(operation.take()).isFalse();
  }

  @Test
  void itsSizeIsThatOfBothBuffers() {
    Operation<ByteBuffer> both = parts.operation(Form.RAW, 100);
    assertThat(both.size()).isEqualTo(100);
    both.inLength = 3;
    assertThat(both.size()).isEqualTo(116);
  }

  @Test
  void whatIsNotInFlightHasNoOverlapped() {
    assertThatThrownBy(operation::signal).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(operation::status).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(operation::overlapped).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsInFlightHasTheOverlappedOfItsSignal() throws Exception {
    InlineSlot slot = new InlineSlot(parts.kernel);
    slot.prepare();
    operation.signal = slot;
    assertThat(operation.signal()).isSameAs(slot);
    assertThat(operation.status()).isEqualTo(NtStatus.PENDING).isNotZero();
    assertThat(operation.overlapped()).isEqualTo(slot.memory().address()).isNotZero();
  }

  @Test
  void anAnswerIsThereAfterASuccessAndWhereTheSystemHasConsumedData() {
    operation.outcome(Kernel.SUCCESS, 0, 0);
    assertThat(operation.hasAnswer()).isTrue();
    operation.outcome(10054, 0xC000020D, 4);
    assertThat(operation.hasAnswer()).isFalse();
    operation.outcome(10040, 0x80000005, 4);
    assertThat(operation.hasAnswer()).isTrue();
    operation.fail(new IOException("simulated"));
    assertThat(operation.hasAnswer()).isFalse();
    Operation<ByteBuffer> showing = parts.operation(new Showing(), 8);
    showing.outcome(10054, 0xC000020D, 4);
    assertThat(showing.hasAnswer()).isTrue();
    showing.outcome(10054, 0xC000020D, 0);
    assertThat(showing.hasAnswer()).isFalse();
  }

  @Test
  void aRecorderHearsOfTheOutcomeUnlessThereIsNoMemory() {
    Throwing recorder = new Throwing();
    operation.event = recorder;
    operation.outcome(1, 2, 3);
    assertThat(recorder.outcomes).containsExactly("1 2 3");
    recorder.outcomes = null;
    operation.outcome(1, 2, 3);
    assertThat(operation.event).isNull();
  }

  @Test
  void whatItFailsWithIsItsFailure() {
    IOException reason = new IOException("simulated");
    operation.take();
    operation.fail(reason);
    operation.outcome(Kernel.SUCCESS, 0, 0);
    operation.ended();
    assertThat(operation.future).isNotDone();
    assertThat(parts.workers.takeOne()).isSameAs(operation);
    operation.run();
    assertThat(operation.future.handle((answer, failure) -> failure).getNow(null)).isSameAs(reason);
  }

  /** Its future has ended before, so there is nothing to hand over. */
  @Test
  void whatNobodyWaitsForIsNotHandedOver() {
    parts.shared.live.add(operation);
    operation.take();
    assertThat(operation.future.complete(7)).isTrue();
    EngineParts.end(operation);
    assertThat(parts.workers.takeOne()).isNull();
    assertThat(decoded).hasValue(0);
    assertThat(parts.shared.live.nextToEnd(1)).isNull();
  }

  @Test
  void whatIsRecordedIsHandedOverThoughNobodyWaits() {
    Throwing recorder = new Throwing();
    operation.event = recorder;
    operation.take();
    assertThat(operation.future.complete(7)).isTrue();
    EngineParts.end(operation);
    assertThat(parts.workers.takeOne()).isSameAs(operation);
    operation.run();
    assertThat(operation.event).as("recorded").isNull();
    assertThat(operation.future).isCompletedWithValue(7);
  }

  /** The user's executor may be the thread that waits. */
  @Test
  void whatAThreadWaitsForIsNotTheUsersExecutorsBusiness() {
    EngineParts direct = new EngineParts(Runnable::run);
    Operation<ByteBuffer> awaited =
        direct.operation(
            new Form<>() {
              @Override
              public boolean isAwaited() {
                return true;
              }

              @Override
              public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
                return memory;
              }
            });
    awaited.take();
    EngineParts.end(awaited);
    assertThat(awaited.future).isNotDone();
    assertThat(direct.workers.takeOne()).isSameAs(awaited);
  }

  @Test
  void memoryThatCannotBeGivenBackIsKept() {
    EngineParts without =
        new EngineParts(
            (call, arguments) -> {
              if (call.equals("free")) {
                throw new NoClassDefFoundError("simulated");
              }
            });
    Operation<ByteBuffer> large = without.operation(Form.RAW, LARGE);
    without.shared.submit(large);
    large.block = without.kernel.allocate(LARGE);
    large.take();
    large.outcome(Kernel.SUCCESS, 0, LARGE);
    large.copyLater();
    large.run();
    assertThat(without.counters.retained()).isEqualTo(1);
    assertThat(without.counters.retainedBytes()).isEqualTo(LARGE);
    assertThat(without.counters.pending()).isZero();
    assertThat(without.counters.pendingBytes()).isZero();
    large.run();
    assertThat(large.future).isCompleted();
  }

  @Test
  void whoComesAgainForNothingChangesNothing() {
    operation.wantedAgain();
    assertThat(parts.workers.takeOne()).isNull();
  }

  // --- How the waiter hears that it is not wanted ---

  @Test
  void whoDoesNotWantItWakesTheWaiter() {
    AtomicInteger signals = new AtomicInteger();
    EngineParts heard = new EngineParts(counting(signals));
    Operation<ByteBuffer> unwanted = heard.operation(Form.RAW);
    unwanted.take();
    heard.shared.wakeup.fallAsleep();
    assertThat(unwanted.future.cancel(false)).isTrue();
    assertThat(signals).hasValue(1);
    assertThat(heard.shared.missedCancels).isFalse();
  }

  @Test
  void afterTheEndThereIsNoWaiterToWake() {
    AtomicInteger signals = new AtomicInteger();
    EngineParts heard = new EngineParts(counting(signals));
    Operation<ByteBuffer> unwanted = heard.operation(Form.RAW);
    unwanted.take();
    heard.shared.wakeup.fallAsleep();
    heard.shared.mailbox.close();
    assertThat(unwanted.future.cancel(false)).isTrue();
    assertThat(signals).hasValue(0);
  }

  /** This thread's stack is at its end: the waiter looks for itself who is not wanted. */
  @Test
  void whoCannotSendItHasTheWaiterLook() {
    AtomicInteger signals = new AtomicInteger();
    Mailbox failing =
        new Mailbox() {
          @Override
          public boolean post(Linked item) {
            throw new StackOverflowError("simulated");
          }
        };
    EngineParts heard = EngineParts.withPromptWorkers(counting(signals), failing);
    Operation<ByteBuffer> unwanted = heard.operation(Form.RAW);
    unwanted.take();
    heard.shared.wakeup.fallAsleep();
    assertThat(unwanted.future.cancel(false)).isTrue();
    assertThat(heard.shared.missedCancels).isTrue();
    assertThat(signals).hasValue(1);
  }

  private static HookedKernel.Hook counting(AtomicInteger signals) {
    return (call, arguments) -> {
      if (call.equals("setEvent")) {
        signals.incrementAndGet();
      }
    };
  }

  // --- The end of the engine ---

  /** It hangs in what a form makes of a failure's output. */
  @Test
  void aFailureThatItsFormKeepsIsTheEndOfTheEngine() {
    AtomicReference<Operation<ByteBuffer>> kept = new AtomicReference<>();
    Operation<ByteBuffer> hanging =
        parts.operation(
            new Form<>() {
              @Override
              public ByteBuffer output(ByteBuffer memory) {
                kept.get().endWithOutcome();
                return memory;
              }

              @Override
              public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
                return memory;
              }
            },
            8);
    kept.set(hanging);
    hanging.block = parts.kernel.allocate(8);
    hanging.take();
    hanging.outcome(10040, 0x80000005, 3);
    hanging.takeAnswer();
    hanging.ended();
    hanging.run();
    assertThat(hanging.future.handle((answer, failure) -> failure).getNow(null))
        .isInstanceOfSatisfying(
            IoctlException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("engine was closed");
              assertThat(failure.output().remaining()).isZero();
            });
  }

  @Test
  void withoutAnOutcomeItFailsWithTheEndOfTheEngine() {
    parts.shared.live.add(operation);
    operation.endWithoutOutcome();
    assertThat(operation.future.handle((answer, failure) -> failure).getNow(null))
        .isInstanceOfSatisfying(
            IoctlException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("engine was closed");
              assertThat(failure.ntStatus()).isZero();
            });
    assertThat(parts.shared.live.nextToEnd(1)).isNull();
  }

  @Test
  void whatTheEngineHasCancelledFailsWithItsEnd() {
    operation.take();
    operation.isEndedByEngine = true;
    operation.outcome(Kernel.OPERATION_ABORTED, 0xC0000120, 0);
    operation.ended();
    operation.run();
    assertThat(operation.future.handle((answer, failure) -> failure).getNow(null))
        .isInstanceOfSatisfying(
            IoctlException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("engine was closed");
              assertThat(failure.ntStatus()).isEqualTo(0xC0000120);
            });
  }

  @Test
  void whatTheWaiterDiedOfIsTheCause() {
    IllegalStateException death = new IllegalStateException("simulated");
    parts.shared.died(death);
    operation.endWithoutOutcome();
    assertThat(operation.future.handle((answer, failure) -> failure).getNow(null))
        .isInstanceOf(IOException.class)
        .hasCause(death);
  }

  @Test
  void anOutcomeThatIsThereIsNotReplacedByTheEndOfTheEngine() {
    operation.take();
    EngineParts.end(operation);
    operation.endWithoutOutcome();
    assertThat(operation.future).isNotDone();
    operation.endWithOutcome();
    assertThat(operation.future).isCompletedWithValue(1);
  }

  /** A decoder does not come back; what the system answered is not lost with it. */
  @Test
  void anAnswerThatItsDecoderKeepsIsInTheFailure() {
    AtomicReference<Operation<ByteBuffer>> kept = new AtomicReference<>();
    Operation<ByteBuffer> hanging =
        parts.operation(
            (memory, address, transferred) -> {
              memory.get();
              kept.get().endWithOutcome();
              return memory;
            },
            8);
    kept.set(hanging);
    hanging.block = parts.kernel.allocate(8);
    hanging.block.buffer().put(0, (byte) 42);
    hanging.take();
    hanging.outcome(Kernel.SUCCESS, 0, 3);
    hanging.takeAnswer();
    hanging.ended();
    hanging.run();
    assertThat(hanging.future.handle((answer, failure) -> failure).getNow(null))
        .isInstanceOfSatisfying(
            IoctlException.class,
            failure -> {
              assertThat(failure).hasMessageContaining("while the answer was being decoded");
              assertThat(failure.transferred()).isEqualTo(3);
              assertThat(failure.output().remaining()).isEqualTo(3);
              assertThat(failure.output().get()).isEqualTo((byte) 42);
            });
  }

  @Test
  void aLargeAnswerThatNobodyHasTakenIsTakenAtTheEnd() {
    Operation<ByteBuffer> large = parts.operation(Form.RAW, LARGE);
    parts.shared.submit(large);
    large.block = parts.kernel.allocate(LARGE);
    large.take();
    large.outcome(Kernel.SUCCESS, 0, LARGE);
    large.copyLater();
    large.endWithOutcome();
    assertThat(large.future).isCompletedWithValueMatching(answer -> answer.remaining() == LARGE);
    assertThat(parts.kernel.liveMemory()).isZero();
    assertThat(parts.counters.pending()).isZero();
    assertThat(parts.counters.pendingBytes()).isZero();
  }

  /** Whoever is about to end it has the last word. */
  @Test
  void theEndOfTheEngineLeavesAFutureToWhoeverIsAboutToEndIt() {
    operation.take();
    EngineParts.end(operation);
    operation.future.ownedBy(new Owner(operation::endWithOutcome));
    assertThat(operation.future.complete(7)).isTrue();
    assertThat(operation.future).isCompletedWithValue(7);
    assertThat(decoded).hasValue(0);
  }

  private record Showing() implements Form<ByteBuffer> {
    @Override
    public boolean showsMemoryOfFailures() {
      return true;
    }

    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  /**
   * An owner that does something when the future is abandoned, and then is the operation. The first
   * time that it hears of the future's end it may fail.
   */
  private final class Owner implements IoctlFuture.Owner {
    private final Operation<?> owned;
    private final Runnable first;
    private Error thrownAtEnd;

    Owner(Runnable first) {
      this(operation, first);
    }

    Owner(Operation<?> owned, Runnable first) {
      this(owned, first, null);
    }

    Owner(Operation<?> owned, Runnable first, Error thrownAtEnd) {
      this.owned = owned;
      this.first = first;
      this.thrownAtEnd = thrownAtEnd;
    }

    @Override
    public void abandoned() {
      first.run();
      owned.abandoned();
    }

    @Override
    public void wantedAgain() {
      owned.wantedAgain();
    }

    @Override
    public void futureEnded() {
      Error thrown = thrownAtEnd;
      thrownAtEnd = null;
      if (thrown != null) {
        throw thrown;
      }
      owned.futureEnded();
    }
  }

  /** Somebody hears of it when an answer is taken. */
  private record Watched(Runnable whenTaken) implements Form<ByteBuffer> {
    @Override
    public boolean takesInput() {
      whenTaken.run();
      return false;
    }

    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  /** There is no memory for its answers. */
  private record Hungry(Error noMemory) implements Form<ByteBuffer> {
    @Override
    public boolean takesInput() {
      throw noMemory;
    }

    @Override
    public ByteBuffer decode(ByteBuffer memory, long address, long transferred) {
      return memory;
    }
  }

  /** A recorder that has no memory for it. */
  private static final class Throwing implements OperationRecord {
    private List<String> outcomes = new ArrayList<>();
    private int asked;

    @Override
    public void outcome(int error, int status, long bytes) {
      if (outcomes == null) {
        throw new OutOfMemoryError("simulated");
      }
      outcomes.add(error + " " + status + " " + bytes);
    }

    @Override
    public boolean ends() {
      asked++;
      throw new OutOfMemoryError("simulated");
    }

    @Override
    public void commit(
        String engine,
        String function,
        String code,
        long handle,
        boolean atOnce,
        Throwable failure) {}
  }
}

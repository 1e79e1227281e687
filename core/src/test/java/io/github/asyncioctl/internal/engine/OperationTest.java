package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.internal.jfr.OperationRecord;
import io.github.asyncioctl.internal.kernel.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** One operation, step by step: who may complete it, and how often. */
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
    assertThat(failing.future.handle((answer, failure) -> failure).join()).isSameAs(nonsense);
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
    assertThat(hungry.future.handle((answer, failure) -> failure).join()).isSameAs(noMemory);
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

  /** An owner that does something when the future is abandoned, and then is the operation. */
  private final class Owner implements IoctlFuture.Owner {
    private final Runnable first;

    Owner(Runnable first) {
      this.first = first;
    }

    @Override
    public void abandoned() {
      first.run();
      operation.abandoned();
    }

    @Override
    public void wantedAgain() {
      operation.wantedAgain();
    }

    @Override
    public void futureEnded() {
      operation.futureEnded();
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
    @Override
    public void outcome(int error, int status, long bytes) {}

    @Override
    public boolean ends() {
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

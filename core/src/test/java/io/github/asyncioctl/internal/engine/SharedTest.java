package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operation on its way to the waiter, which may have ended, or cannot be woken. */
class SharedTest {
  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicReference<Throwable> failing = new AtomicReference<>();
  private final EngineParts parts = new EngineParts(this::before);
  private final Shared shared = parts.shared;
  private final Operation<?> operation = parts.operation(Form.RAW, 100);

  private void before(String call, Object[] arguments) throws Throwable {
    if (call.equals("setEvent")) {
      Throwable thrown = failing.getAndSet(null);
      if (thrown != null) {
        throw thrown;
      }
      signals.incrementAndGet();
    }
  }

  private int listed() {
    int[] count = new int[1];
    shared.live.forEach(each -> count[0]++);
    return count[0];
  }

  @Test
  void aWaiterThatSleepsIsWoken() {
    shared.wakeup.fallAsleep();
    shared.submit(operation);
    assertThat(signals).hasValue(1);
    assertThat(parts.counters.pending()).isEqualTo(1);
    assertThat(parts.counters.pendingBytes()).isEqualTo(100);
    assertThat(listed()).isEqualTo(1);
  }

  /** The waiter may be done with it at once: who is listed after that is never taken off. */
  @Test
  void itIsAmongTheLiveOnesBeforeTheWaiterCanSeeIt() throws Exception {
    shared.submit(parts.operation(Form.RAW));
    shared.mailbox.takeAll();
    AtomicBoolean sent = new AtomicBoolean();
    Thread sender = new Thread(() -> shared.submit(operation));
    shared.live.forEach( // while it may not be listed
        listed -> {
          sender.start();
          while (sender.getState() != Thread.State.BLOCKED && sender.isAlive()) {
            Thread.onSpinWait();
          }
          sent.set(!shared.mailbox.isEmpty());
        });
    sender.join();
    assertThat(sent).as("sent, though it was not listed").isFalse();
    assertThat(shared.mailbox.takeAll()).isSameAs(operation);
    assertThat(listed()).isEqualTo(2);
  }

  @Test
  void whatComesAfterTheMailboxWasClosedLeavesNothing() {
    shared.mailbox.close();
    shared.wakeup.fallAsleep();
    shared.submit(operation);
    assertThat(operation.isSent).isFalse();
    assertThat(operation.future).isCompletedExceptionally();
    assertThat(parts.counters.pending()).isZero();
    assertThat(parts.counters.pendingBytes()).isZero();
    assertThat(listed()).isZero();
    assertThat(signals).as("the waiter has nothing to look at").hasValue(0);
  }

  /** Its thread's stack is at its end, say: nothing was sent, and the caller is told. */
  @Test
  void whoCannotSendTakesEverythingBack() {
    Error noStack = new StackOverflowError("simulated");
    Mailbox failing =
        new Mailbox() {
          @Override
          public boolean post(Linked item) {
            throw noStack;
          }
        };
    EngineParts without = EngineParts.withPromptWorkers((call, arguments) -> {}, failing);
    Operation<?> unsent = without.operation(Form.RAW, 100);
    assertThatThrownBy(() -> without.shared.submit(unsent)).isSameAs(noStack);
    assertThat(unsent.isSent).isFalse();
    assertThat(without.counters.pending()).isZero();
    assertThat(without.counters.pendingBytes()).isZero();
    assertThat(without.shared.live.nextToEnd(1)).isNull();
  }

  @Test
  void whatComesWhileTheFuturesEndEndsAtOnce() {
    shared.live.close();
    shared.wakeup.fallAsleep();
    shared.submit(operation);
    assertThat(operation.isSent).as("the waiter gives its memory back").isTrue();
    assertThat(operation.future).isCompletedExceptionally();
    assertThat(listed()).isZero();
    assertThat(signals).hasValue(1);
    assertThat(parts.counters.pending()).isEqualTo(1);
  }

  /** What is sent is the waiter's: nothing may be thrown then. */
  @Test
  void anEndThatFindsNoWordsIsAnEndAllTheSame() {
    Error noMemory = new StackOverflowError("as good as that, and JUnit goes on");
    Target wordless = new Wordless(noMemory);
    Operation<?> late = new Operation<>(shared, wordless, 1, 100, Form.RAW, parts.kernel::nanoTime);
    shared.live.close();
    shared.wakeup.fallAsleep();
    shared.submit(late);
    assertThat(late.future.handle((value, failure) -> failure).getNow(null)).isSameAs(noMemory);
    assertThat(signals).hasValue(1);
  }

  @Test
  void aSignalThatFindsNoStackIsSetByAWorker() {
    shared.wakeup.fallAsleep();
    failing.set(new StackOverflowError("simulated"));
    shared.submit(operation);
    assertThat(signals).hasValue(0);
    Linked job = parts.workers.takeOne();
    assertThat(job).isNotNull();
    job.run();
    assertThat(signals).hasValue(1);
    assertThat(parts.lost).isZero();
  }

  /** The event is gone, or JNA is. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWaiterThatCannotBeWokenIsLostOnce(boolean withoutJna) {
    shared.wakeup.fallAsleep();
    Throwable gone =
        withoutJna ? new NoClassDefFoundError("simulated") : new KernelException("SetEvent", 6);
    failing.set(gone);
    shared.submit(operation);
    assertThat(parts.lost).isEqualTo(1);
    assertThat(shared.death()).isSameAs(gone);
    shared.wakeInAnyCase();
    assertThat(parts.lost).isEqualTo(1);
    assertThat(signals).as("nobody tries to wake it any more").hasValue(0);
  }
}

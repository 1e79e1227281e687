package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the futures, where no thread can be had: whoever ends them does it all himself. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class EndingsOfFuturesTest {
  private final EngineParts parts = new EngineParts();
  private final Endings endings = new Endings(parts.shared.live, parts.workers);

  private Operation<ByteBuffer> issued() {
    Operation<ByteBuffer> operation = parts.operation(Form.RAW);
    parts.shared.live.add(operation);
    assertThat(operation.take()).isTrue();
    return operation;
  }

  @Test
  void whatHasNoOutcomeFails() {
    List<Operation<ByteBuffer>> operations = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      operations.add(issued());
    }
    endings.endAll();
    for (Operation<ByteBuffer> each : operations) {
      assertThat(each.future)
          .failsWithin(0, TimeUnit.SECONDS)
          .withThrowableThat()
          .withMessageContaining("engine was closed");
    }
    assertThat(parts.shared.live.isDone()).isTrue();
    assertThat(parts.shared.live.add(parts.operation(Form.RAW))).as("in time").isFalse();
  }

  /** Its executor has dropped it. */
  @Test
  void whatHasOneGetsIt() {
    EngineParts dropping = new EngineParts(task -> {});
    Operation<String> operation = dropping.operation((memory, address, count) -> "answer");
    dropping.shared.live.add(operation);
    operation.take();
    EngineParts.end(operation);
    new Endings(dropping.shared.live, dropping.workers).endAll();
    assertThat(operation.future).isCompletedWithValue("answer");
  }

  /** Until then it is its executor's. */
  @Test
  void whatHasAnOutcomeIsEndedAfterWhatHasNone() {
    List<Runnable> held = new ArrayList<>();
    EngineParts holding = new EngineParts(task -> held.add(task));
    Operation<ByteBuffer> without = holding.operation(Form.RAW);
    holding.shared.live.add(without);
    Operation<String> with = holding.operation((memory, address, count) -> "answer");
    holding.shared.live.add(with);
    with.take();
    EngineParts.end(with);
    List<Boolean> done = new ArrayList<>();
    CompletableFuture<Void> unused =
        without.future.handle(
            (value, failure) -> {
              done.add(with.future.isDone());
              held.forEach(Runnable::run); // its executor comes to it
              return null;
            });
    new Endings(holding.shared.live, holding.workers).endAll();
    assertThat(done).containsExactly(false);
    assertThat(with.future).isCompletedWithValue("answer");
  }

  @Test
  void whereAllHaveEndedNobodyLooksForThoseWithAnOutcome() {
    endings.endAll();
    assertThat(parts.workers.takeOne()).as("who looks for those without").isNotNull();
    assertThat(parts.workers.takeOne()).isNull();
  }

  /** Else one that is added in between is missed, and nobody tells whoever adds it. */
  @Test
  void whoeverComesWhileTheyEndComesTooLate() {
    List<Boolean> inTime = new ArrayList<>();
    CompletionWorkers workers =
        new CompletionWorkers(
            task -> {
              Operation<ByteBuffer> late = parts.operation(Form.RAW);
              inTime.add(parts.shared.live.add(late));
              parts.shared.live.remove(late);
              throw new OutOfMemoryError("no thread for " + task);
            });
    issued();
    new Endings(parts.shared.live, workers).endAll();
    assertThat(inTime).isNotEmpty().doesNotContain(true);
  }

  /** Dependents may block for ever: somebody else must be able to go on with the next one. */
  @Test
  void theNextOneIsSomebodysBeforeDependentsRun() {
    List<Boolean> queued = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      CompletableFuture<Void> unused =
          issued()
              .future
              .handle(
                  (value, failure) -> {
                    Linked next = parts.workers.takeOne();
                    queued.add(next != null);
                    if (next != null) {
                      parts.workers.execute(next);
                    }
                    return null;
                  });
    }
    endings.endAll();
    assertThat(queued).containsExactly(true, true, true);
  }

  @Test
  void whereThereIsNoMemoryForTheWordsOfAFailureItFailsWithThat() {
    OutOfMemoryError noMemory = new OutOfMemoryError("simulated");
    Target target = new Wordless(noMemory);
    Operation<ByteBuffer> operation =
        new Operation<>(parts.shared, target, 1, 0, Form.RAW, parts.kernel::nanoTime);
    parts.shared.live.add(operation);
    endings.endAll();
    assertThat(operation.future).isCompletedExceptionally();
    assertThat(operation.future.handle((value, failure) -> failure).join()).isSameAs(noMemory);
  }

  @Test
  void anInterruptKeepsNoFutureFromItsEnd() {
    Operation<ByteBuffer> operation = issued();
    Thread.currentThread().interrupt();
    endings.endAll();
    assertThat(Thread.interrupted()).as("it is kept").isTrue();
    assertThat(operation.future).isCompletedExceptionally();
  }

  @Test
  void afterItTheWorkersEnd() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    CompletionWorkers workers =
        new CompletionWorkers(
            task -> {
              Thread thread = new Thread(task);
              threads.add(thread);
              return thread;
            });
    issued();
    new Endings(parts.shared.live, workers).endAll();
    assertThat(threads).isNotEmpty();
    for (Thread each : threads) {
      each.join();
    }
  }
}

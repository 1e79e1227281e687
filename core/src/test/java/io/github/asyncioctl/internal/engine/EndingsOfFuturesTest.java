package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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

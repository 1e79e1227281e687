package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.TestFailures;
import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.sim.SimulatedBench.SimulatedTarget;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** An answer that nobody has taken out of its block yet is an answer that exists. */
class LargeAnswerAtTheEndTest {
  private static final int SIZE = Blocks.LARGEST_KEPT + 1;

  @Test
  void closingTakesItOutWhereNoWorkerCame() throws Exception {
    SimulatedKernel kernel = new SimulatedKernel();
    CompletionWorkers workers =
        new CompletionWorkers(
            task -> {
              throw new OutOfMemoryError("no thread");
            });
    Notices notices = new Notices("test", workers);
    Counters counters = new Counters();
    Failures failures = TestFailures.failures();
    Shared shared =
        new Shared(
            new Mailbox(),
            new Wakeup(kernel),
            new Live(),
            new Calls(kernel, counters, failures, notices),
            counters,
            new Records("test", failures, notices),
            new Completions(null, workers, notices),
            notices,
            new Overdue(kernel::nanoTime),
            () -> {});
    Operation<ByteBuffer> operation =
        new Operation<>(
            shared, new SimulatedTarget(0x44, true), 1, SIZE, Form.RAW, kernel::nanoTime);
    operation.block = kernel.allocate(SIZE);
    operation.block.buffer().put(SIZE - 1, (byte) 7);
    assertThat(operation.take()).isTrue();
    operation.outcome(Kernel.SUCCESS, 0, SIZE);
    operation.copyLater();

    operation.endWithoutOutcome();
    assertThat(operation.future).isNotDone();
    operation.endWithOutcome();

    assertThat(operation.future).isCompleted();
    assertThat(operation.future.join().get(SIZE - 1)).isEqualTo((byte) 7);
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.violations()).isEmpty();
  }
}

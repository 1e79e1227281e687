package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When everything counts as completed that was handed over. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompletionExecutorTest {
  private final CompletionExecutor executor = new CompletionExecutor(Thread::new);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void shutdown() {
    release.countDown();
    executor.shutdown();
  }

  private static Operation<ByteBuffer> failing(Form<ByteBuffer> form) {
    Operation<ByteBuffer> operation = new Operation<>(null, null, 0, null, 0, form);
    operation.fail(new IOException("its outcome"));
    return operation;
  }

  private void block() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitDone() throws InterruptedException {
    while (!executor.isDone()) {
      Thread.sleep(1);
    }
  }

  @Test
  void nothingHandedOverIsDone() {
    assertThat(executor.isDone()).isTrue();
  }

  @Test
  void whatHasRunIsDone() throws Exception {
    for (int i = 0; i < 100; i++) {
      Operation<ByteBuffer> operation = failing(Form.RAW);
      executor.execute(operation);
      awaitDone();
      assertThat(operation.future).isDone();
    }
  }

  @Test
  void dependentsThatBlockAreNotWaitedFor() throws Exception {
    Operation<ByteBuffer> operation = failing(Form.RAW);
    var dependent = operation.future.whenComplete((answer, failure) -> block());
    executor.execute(operation);
    awaitDone();
    assertThat(operation.future).isDone();
    assertThat(dependent).isNotDone();
  }

  @Test
  void anOperationBehindOneThatBlocksIsNotDone() throws Exception {
    Operation<ByteBuffer> first = failing(Form.RAW);
    CountDownLatch reached = new CountDownLatch(1);
    var dependent =
        first.future.whenComplete(
            (answer, failure) -> {
              reached.countDown();
              block();
            });
    executor.execute(first);
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    Operation<ByteBuffer> second = failing(Form.RAW);
    executor.execute(second);
    assertThat(executor.isDone()).isFalse();
    release.countDown();
    awaitDone();
    assertThat(second.future).isDone();
    assertThat(dependent.handle((answer, failure) -> true).get(20, TimeUnit.SECONDS)).isTrue();
  }

  /** A worker that completes a future is not done because another one has nothing to do. */
  @Test
  void anOperationThatIsBeingDecodedIsNotDone() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    Operation<ByteBuffer> slow =
        new Operation<>(
            null,
            null,
            0,
            null,
            0,
            (answer, address, transferred) -> {
              reached.countDown();
              block();
              return answer;
            });
    slow.succeed(0, 0);
    executor.execute(slow);
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    executor.relieve(0);
    Operation<ByteBuffer> quick = failing(Form.RAW);
    executor.execute(quick);
    executor.relieve(0);
    executor.relieve(CompletionExecutor.PATIENCE_NANOS);
    while (!quick.future.isDone()) {
      Thread.sleep(1);
    }
    assertThat(executor.isDone()).isFalse();
    release.countDown();
    awaitDone();
    assertThat(slow.future).isDone();
  }
}

package io.github.asyncioctl.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.concurrent.BlockingOperationException;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Netty's future and the operation's tell each other how they end. */
class NettyFuturesTest {
  private static final EventExecutor LOOP = new DefaultEventExecutor();
  private static final long BOUND_SECONDS = 30;

  private final CompletableFuture<String> operation = new CompletableFuture<>();
  private final Future<String> future = NettyFutures.on(LOOP, operation);

  @AfterAll
  static void shutDown() {
    LOOP.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  @Test
  void listenersRunOnTheEventLoop() throws Exception {
    CompletableFuture<Boolean> onTheLoop = new CompletableFuture<>();
    future.addListener(done -> onTheLoop.complete(LOOP.inEventLoop()));
    operation.complete("answer");

    assertThat(onTheLoop.get(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(future.getNow()).isEqualTo("answer");
  }

  @Test
  void listenersOfAnOperationThatIsCompleteRunThere() throws Exception {
    CompletableFuture<Boolean> onTheLoop = new CompletableFuture<>();
    NettyFutures.on(LOOP, CompletableFuture.completedFuture(1))
        .addListener(done -> onTheLoop.complete(LOOP.inEventLoop()));

    assertThat(onTheLoop.get(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anAnswerOfNothingIsASuccess() {
    operation.complete(null);
    assertThat(future.isSuccess()).isTrue();
    assertThat(future.getNow()).isNull();
  }

  @Test
  void failuresComeAsTheyAre() {
    IOException failure = new IOException("10045");
    Future<Integer> dependent = NettyFutures.on(LOOP, operation.thenApply(String::length));
    operation.completeExceptionally(failure);

    assertThat(future.cause()).isSameAs(failure);
    assertThat(dependent.cause()).isSameAs(failure);
  }

  @Test
  void cancellingReachesTheOperation() {
    assertThat(future.cancel(true)).isTrue();
    assertThat(operation).isCancelled();
    assertThat(future.isCancelled()).isTrue();
  }

  /** A busy event loop must not keep the kernel from hearing of it. */
  @Test
  void cancellingDoesNotWaitForTheEventLoop() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    LOOP.execute(() -> awaitQuietly(release));
    try {
      future.cancel(false);
      assertThat(operation).isCancelled();
    } finally {
      release.countDown();
    }
  }

  @Test
  void whatIsCompleteIsNotCancelled() {
    operation.complete("answer");
    assertThat(future.cancel(true)).isFalse();
    assertThat(operation).isCompletedWithValue("answer");
    assertThat(future.isSuccess()).isTrue();
  }

  @Test
  void anOperationThatWasCancelledCancels() {
    operation.cancel(true);
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  void anOperationThatTimesOutFails() {
    operation.completeExceptionally(new TimeoutException());
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.cause()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void theEventLoopIsNotBlocked() {
    assertThatThrownBy(() -> LOOP.submit(() -> future.sync()).get())
        .hasCauseInstanceOf(BlockingOperationException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

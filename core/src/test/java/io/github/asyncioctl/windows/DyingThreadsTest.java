package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.NamedPipe.FSCTL_PIPE_LISTEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The system cancels what a thread has issued when that thread ends. */
@OnWindows
@Tag("once")
class DyingThreadsTest {
  private static final int THREADS = 100;

  private final List<NamedPipe> pipes = new ArrayList<>();

  @AfterEach
  void closePipes() {
    pipes.forEach(NamedPipe::close);
  }

  @Test
  void operationsOutliveTheThreadsThatAskedForThem() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open()) {
      List<CompletableFuture<ByteBuffer>> futures = listenFromDyingThreads(io, THREADS);
      Waits.untilIssued(io);
      TimeUnit.SECONDS.sleep(1); // nothing happens, that is what is awaited
      assertThat(futures).noneMatch(CompletableFuture::isDone);
      assertThat(io.stats().pending()).isEqualTo(THREADS);
      for (int i = 0; i < THREADS; i++) {
        if (i % 2 == 0) {
          pipes.get(i).connect();
        } else {
          futures.get(i).cancel(true);
        }
      }
      for (int i = 0; i < THREADS; i += 2) {
        assertThat(Waits.get(futures.get(i)).limit()).isZero();
      }
      Waits.untilNothingPends(io);
    }
  }

  /** As documented for codes that wrongly are said to complete at once. */
  @Test
  void codeThatWronglyWasSaidToCompleteAtOnceDiesOnceAndNeverAgain() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.builder().atOnce(FSCTL_PIPE_LISTEN).open()) {
      CompletableFuture<ByteBuffer> first = listenFromDyingThreads(io, 1).get(0);
      assertThat(Waits.ioctlFailure(first).error()).isEqualTo(995);
      CompletableFuture<ByteBuffer> second = listenFromDyingThreads(io, 1).get(0);
      Waits.untilIssued(io);
      TimeUnit.MILLISECONDS.sleep(500); // nothing happens, that is what is awaited
      assertThat(second).isNotDone();
      pipes.get(1).connect();
      Waits.get(second);
      Waits.untilNothingPends(io);
    }
  }

  private List<CompletableFuture<ByteBuffer>> listenFromDyingThreads(AsyncIoctl io, int count)
      throws Exception {
    List<CompletableFuture<ByteBuffer>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      NamedPipe pipe = new NamedPipe();
      pipes.add(pipe);
      Thread thread =
          new Thread(
              () -> futures.add(io.deviceIoctlAsync(pipe.handle(), FSCTL_PIPE_LISTEN, null, 0)));
      thread.start();
      thread.join();
    }
    return futures;
  }
}

package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.BusyPipe.FSCTL_PIPE_WAIT;
import static io.github.asyncioctl.windows.BusyPipe.WAIT_CAN_BE_CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Operations that the kernel does not give back when it is asked to: in Wine 8 {@code
 * FSCTL_PIPE_WAIT}. Where it does, the same calls show that nothing is kept.
 */
@OnWindows
class UncancellableTest {
  private static final Duration DRAIN = Duration.ofMillis(300);

  private static CompletableFuture<ByteBuffer> waitFor(BusyPipe pipe, AsyncIoctl io) {
    return io.deviceIoctlAsync(pipe.root(), FSCTL_PIPE_WAIT, pipe.waitInput(), 0);
  }

  @Test
  void closeReturnsInTimeAndKeepsTheMemoryThatTheKernelHas() throws Exception {
    try (BusyPipe pipe = new BusyPipe();
        RawOverlapped sameTime = RawOverlapped.tagged()) {
      AsyncIoctl io = AsyncIoctl.builder().drainTimeout(DRAIN).open();
      CompletableFuture<ByteBuffer> future = waitFor(pipe, io);
      Waits.untilIssued(io);
      long start = System.nanoTime();
      io.close();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(took).isLessThan(DRAIN.plusSeconds(5));
      if (!WAIT_CAN_BE_CANCELLED) {
        assertThat(took).isGreaterThan(DRAIN.minusMillis(50));
      }
      IoctlException failure = Waits.ioctlFailure(future);
      assertThat(failure.error()).isEqualTo(995);
      assertThat(failure.code()).isEqualTo(FSCTL_PIPE_WAIT);
      assertThat(io.stats().retained()).isEqualTo(WAIT_CAN_BE_CANCELLED ? 0 : 1);
      Waits.untilNoLibraryThreads();

      // The operation ends when nobody of the library is there any more: nothing may break.
      assertThat(pipe.startWait(sameTime)).isEqualTo(RawWin32.ERROR_IO_PENDING);
      pipe.free();
      assertThat(sameTime.awaitSignal()).isTrue();
    }
    assertANewEngineWorks();
  }

  private static void assertANewEngineWorks() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        NamedPipe pipe = new NamedPipe()) {
      CompletableFuture<ByteBuffer> future = Waits.listen(io, pipe);
      pipe.connect();
      Waits.get(future);
      Waits.untilNothingPends(io);
    }
  }

  @Test
  void cancelledFutureIsDoneAtOnceAndItsOperationPendsUntilTheKernelEndsIt() throws Exception {
    try (AsyncIoctl io = AsyncIoctl.open();
        BusyPipe pipe = new BusyPipe()) {
      CompletableFuture<ByteBuffer> cancelled = waitFor(pipe, io);
      CompletableFuture<ByteBuffer> timedOut = waitFor(pipe, io);
      CompletableFuture<ByteBuffer> waiting = waitFor(pipe, io);
      // What ends before it is issued never is, and nothing of it pends.
      Waits.untilIssued(io);
      cancelled.cancel(true);
      Waits.failure(timedOut.orTimeout(1, TimeUnit.MILLISECONDS));
      assertThat(cancelled).isCancelled();
      if (WAIT_CAN_BE_CANCELLED) {
        Waits.until("the end of what was cancelled", () -> io.stats().pending() == 1);
        assertThat(waiting).isNotDone();
      } else {
        assertThat(io.stats().pending()).isEqualTo(3);
      }
      pipe.free();
      Waits.get(waiting);
      Waits.untilNothingPends(io);
      assertThat(io.stats().retained()).isZero();
    }
  }
}

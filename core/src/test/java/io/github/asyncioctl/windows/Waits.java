package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.ControlCodes;
import io.github.asyncioctl.IoctlException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waits. */
public final class Waits {
  /** No test waits longer for a single thing. */
  public static final Duration BOUND = Duration.ofSeconds(30);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private Waits() {}

  /** Waits until something holds that no future tells of. */
  public static void until(String what, BooleanSupplier condition) {
    until(what, BOUND, condition);
  }

  /** The same, with a bound of its own. */
  static void until(String what, Duration bound, BooleanSupplier condition) {
    long end = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("time left until " + what).isNegative();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /**
   * Waits until everything has been issued that was asked for before: the waiter takes one after
   * the other, and this asks for one more, on a handle that there is not.
   */
  public static void untilIssued(AsyncIoctl io) {
    CompletableFuture<Boolean> failed =
        io.deviceIoctlAsync(0, ControlCodes.FSCTL_PIPE_DISCONNECT, null, 0)
            .handle((answer, failure) -> failure instanceof IoctlException);
    assertThat(failed.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join()).isTrue();
  }

  /** Listens on a pipe, and waits until the operation is issued: before it no client may come. */
  public static CompletableFuture<ByteBuffer> listen(AsyncIoctl io, NamedPipe pipe) {
    CompletableFuture<ByteBuffer> future =
        io.deviceIoctlAsync(pipe.handle(), NamedPipe.FSCTL_PIPE_LISTEN, null, 0);
    untilIssued(io);
    return future;
  }

  /** Waits until the kernel has given everything back. */
  public static void untilNothingPends(AsyncIoctl io) {
    until("nothing pends", () -> io.stats().pending() == 0);
  }

  /** Waits until the threads of engines that are closed have ended. */
  public static void untilNoLibraryThreads() {
    until("the library has no thread", () -> libraryThreads().isEmpty());
  }

  public static List<String> libraryThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("asyncioctl-"))
        .sorted()
        .toList();
  }

  /** Waits for a latch, as code that must not throw. */
  public static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)).as("latch opened").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The value of a future that completes in time. */
  public static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(BOUND.toSeconds(), TimeUnit.SECONDS);
  }

  /** The exception of a future that fails in time. */
  public static Throwable failure(CompletableFuture<?> future) throws Exception {
    try {
      Object value = get(future);
      throw new AssertionError("completed with " + value + " instead of failing");
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  /** The exception of a future that fails in time, with an error of the system. */
  public static IoctlException ioctlFailure(CompletableFuture<?> future) throws Exception {
    Throwable failure = failure(future);
    assertThat(failure).isInstanceOf(IoctlException.class);
    return (IoctlException) failure;
  }
}

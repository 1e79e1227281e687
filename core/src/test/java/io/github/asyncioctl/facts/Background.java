package io.github.asyncioctl.facts;

import io.github.asyncioctl.windows.RawWin32;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that may block, on a thread of its own. */
final class Background<T> {
  private static final int THREAD_ALL_ACCESS = 0x1FFFFF;

  private final CompletableFuture<Long> handle = new CompletableFuture<>();
  private final FutureTask<T> task;
  private final Thread thread;

  Background(Bench bench, Callable<T> call) {
    task =
        new FutureTask<>(
            () -> {
              int id = SystemCalls.GetCurrentThreadId();
              handle.complete(SystemCalls.OpenThread(THREAD_ALL_ACCESS, 0, id));
              return call.call();
            });
    thread = new Thread(task, "fact-background");
    thread.setDaemon(true);
    thread.start();
    bench.closing(() -> RawWin32.CloseHandle(handle.join()));
  }

  /** The handle of the thread, which is about to make its call. */
  long handle() {
    return handle.join();
  }

  /** Looks for a while whether the call comes back, which it should not; tells whether it does. */
  boolean blocks() throws InterruptedException {
    handle();
    thread.join(Bench.SILENCE_MILLIS);
    return !task.isDone();
  }

  /** The same, and it must block. */
  Background<T> blocked() throws InterruptedException {
    if (!blocks()) {
      throw new IllegalStateException("the call came back at once");
    }
    return this;
  }

  /** What the call returned; the thread has ended then. */
  T result() throws InterruptedException, ExecutionException, TimeoutException {
    T result = task.get(Bench.BOUND_MILLIS, TimeUnit.MILLISECONDS);
    thread.join();
    return result;
  }

  /** Waits until the system, too, says that the thread has ended. */
  void ended() throws InterruptedException, ExecutionException, TimeoutException {
    result();
    if (!Bench.await(handle())) {
      throw new IllegalStateException("the thread does not end");
    }
  }
}

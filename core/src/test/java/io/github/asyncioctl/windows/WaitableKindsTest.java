package io.github.asyncioctl.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of object that can be waited for. */
@OnWindows
class WaitableKindsTest {
  private static final int SYNCHRONIZE = 0x00100000;
  private static final int PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
  private static final int ERROR_ACCESS_DENIED = 5;

  private final AsyncIoctl io = AsyncIoctl.open();

  @AfterEach
  void close() {
    io.close();
    assertThat(io.stats().waits().retained()).isZero();
  }

  /** A process that runs until its input ends. */
  private static Process start() throws Exception {
    return new ProcessBuilder("cmd", "/c", "set /p none=")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void processByItsHandle() throws Exception {
    Process process = start();
    long handle = WaitableObjects.OpenProcess(SYNCHRONIZE, 0, (int) process.pid());
    CompletableFuture<Void> future = io.waitAsync(handle);
    RawWin32.CloseHandle(handle);
    assertThat(future).isNotDone();
    process.getOutputStream().close();
    Waits.get(future);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void processOfTheJdk() throws Exception {
    Process process = start();
    CompletableFuture<Void> future = io.waitAsync(process);
    assertThat(future).isNotDone();
    process.getOutputStream().close();
    Waits.get(future);
    assertThat(process.exitValue()).isGreaterThanOrEqualTo(0);
    assertThat(io.waitAsync(process)).as("has ended").isCompletedWithValue(null);
  }

  @Test
  void processThatIsDestroyed() throws Exception {
    Process process = start();
    CompletableFuture<Void> future = io.waitAsync(process);
    process.destroyForcibly();
    Waits.get(future);
  }

  @Test
  void nullProcessIsRefused() {
    assertThatThrownBy(() -> io.waitAsync((Process) null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void handleWithoutTheRightToWait() throws Exception {
    Process process = start();
    long handle =
        WaitableObjects.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, (int) process.pid());
    CompletableFuture<Void> future = io.waitAsync(handle);
    // The system may grant what the handle does not have, if the caller may have it.
    if (future.isCompletedExceptionally()) {
      assertThat(Waits.ioctlFailure(future).error()).isEqualTo(ERROR_ACCESS_DENIED);
    } else {
      process.getOutputStream().close();
      Waits.get(future);
    }
    process.destroyForcibly();
    RawWin32.CloseHandle(handle);
  }

  @Test
  void thread() throws Exception {
    AtomicInteger id = new AtomicInteger();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              id.set(WaitableObjects.GetCurrentThreadId());
              running.countDown();
              Waits.await(mayEnd);
            });
    thread.start();
    Waits.await(running);
    long handle = WaitableObjects.OpenThread(SYNCHRONIZE, 0, id.get());
    CompletableFuture<Void> future = io.waitAsync(handle);
    RawWin32.CloseHandle(handle);
    assertThat(future).isNotDone();
    mayEnd.countDown();
    Waits.get(future);
  }

  @Test
  void waitableTimer() throws Exception {
    for (int manual : new int[] {0, 1}) {
      long timer = WaitableObjects.CreateWaitableTimerW(0, manual, 0);
      CompletableFuture<Void> future = io.waitAsync(timer);
      assertThat(future).isNotDone();
      // Relative, in units of 100 ns.
      long[] due = {-TimeUnit.MILLISECONDS.toMicros(20) * 10};
      assertThat(WaitableObjects.SetWaitableTimer(timer, due, 0, 0, 0, 0)).isNotZero();
      Waits.get(future);
      RawWin32.CloseHandle(timer);
    }
  }

  /** It is not signalled by the end of its processes, so it waits. */
  @Test
  void job() {
    long job = WaitableObjects.CreateJobObjectW(0, 0);
    CompletableFuture<Void> future = io.waitAsync(job);
    RawWin32.CloseHandle(job);
    assertThat(future).isNotDone();
    future.cancel(true);
    Waits.until("withdrawn", () -> io.stats().waits().pending() == 0);
  }

  @Test
  void taggedEvent() throws Exception {
    TaggedEvent event = TaggedEvent.create();
    CompletableFuture<Void> future = io.waitAsync(event.handle());
    long untagged = event.handle() & ~1L;
    RawWin32.SetEvent(untagged);
    Waits.get(future);
    assertThat(event.isSignalled()).as("stays").isTrue();
    event.reset();
    CompletableFuture<Void> second = io.waitAsync(event.handle());
    event.close();
    assertThat(second).isNotDone();
    second.cancel(true);
  }

  @Test
  void mutexOfSomebodyElse() throws Exception {
    long mutex = WaitableObjects.CreateMutexW(0, 1, 0);
    assertThatThrownBy(() -> io.waitAsync(mutex)).isInstanceOf(IllegalArgumentException.class);
    assertThat(WaitableObjects.ReleaseMutex(mutex)).as("owned once, as before").isNotZero();
    assertThat(WaitableObjects.ReleaseMutex(mutex)).as("and not twice").isZero();
    RawWin32.CloseHandle(mutex);
  }

  /** The thread that asked for a wait may end. */
  @Test
  void waitOutlivesItsThread() throws Exception {
    long event = RawWin32.CreateEventW(0, 1, 0, 0);
    CompletableFuture<CompletableFuture<Void>> asked = new CompletableFuture<>();
    Thread thread = new Thread(() -> asked.complete(io.waitAsync(event)));
    thread.start();
    thread.join();
    RawWin32.SetEvent(event);
    Waits.get(Waits.get(asked));
    RawWin32.CloseHandle(event);
  }
}

package io.github.asyncioctl.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.BenchIo;
import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.windows.Waits;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What calls promise that wait for their answer, whatever the kernel. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
public abstract class PlainCallContract {
  private static final int FIONREAD = 0x4004667F;
  private static final int UNKNOWN_CODE = 0x48001234;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(20);

  private Bench bench;
  private AsyncIoctl io;

  /** The kernel to test with. */
  protected abstract Bench newBench();

  @BeforeEach
  void setUp() throws KernelException {
    bench = newBench();
    io = BenchIo.open(bench, null);
  }

  @AfterEach
  void tearDown() {
    io.close();
    assertThat(io.stats().retained()).isZero();
    bench.close();
  }

  private SocketHandle socketWith(int bytes) {
    return SocketHandle.ofRaw(bench.socketWith(bytes).handle());
  }

  private Ioctl<Void, Integer> typed(Door door) {
    return Ioctl.of("FSCTL_DOOR", door.code()).output(8, ByteBuffer::remaining);
  }

  private ByteBuffer enter(Door door) throws Exception {
    return io.deviceIoctl(door.target().handle(), door.code(), null, 0);
  }

  /** A thread that calls, when the kernel has its operation. */
  private <T> Caller<T> call(Callable<T> call) {
    Caller<T> caller = new Caller<>(call);
    int before = io.stats().pending();
    caller.thread.start();
    Waits.until("it pends", () -> io.stats().pending() > before);
    Waits.untilIssued(io);
    return caller;
  }

  private static final class Caller<T> {
    private final FutureTask<T> task;
    private final Thread thread;
    private volatile boolean stayedInterrupted;

    Caller(Callable<T> call) {
      task =
          new FutureTask<>(
              () -> {
                try {
                  return call.call();
                } finally {
                  stayedInterrupted = Thread.currentThread().isInterrupted();
                }
              });
      thread = new Thread(task, "caller");
    }

    T get() throws Exception {
      return task.get(30, SECONDS);
    }

    Throwable failure() {
      return catchThrowableOfType(ExecutionException.class, this::get).getCause();
    }
  }

  // --- Answers ---

  @Test
  void whatCompletesAtOnceIsReturned() throws Exception {
    SocketHandle socket = socketWith(5);
    assertThat(io.ioctl(socket, FIONREAD, null, 4).getInt()).isEqualTo(5);
    assertThat(io.ioctl(socket, FIONREAD, null, 4, LONG).getInt()).isEqualTo(5);
    assertThat(io.ioctl(socket, FIONREAD, null).getInt()).isEqualTo(5);
    assertThat(io.ioctl(socket, FIONREAD, null, Duration.ZERO).getInt()).isEqualTo(5);
    assertThat(io.ioctl(socket, Ioctls.FIONREAD)).isEqualTo(5);
    assertThat(io.ioctl(socket, Ioctls.FIONREAD, Duration.ofSeconds(-1))).isEqualTo(5);
    ByteBuffer answer = io.ioctl(socket, FIONREAD, null, 4);
    assertThat(answer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    assertThat(answer.remaining()).isEqualTo(4);
    assertThat(io.stats().completedAtOnce()).isEqualTo(7);
    assertThat(io.stats().completedLater()).isZero();
  }

  @Test
  void whatPendsIsWaitedFor() throws Exception {
    try (Door door = bench.door()) {
      Caller<ByteBuffer> caller = call(() -> enter(door));
      door.open();
      assertThat(caller.get().remaining()).isZero();
    }
    try (Door door = bench.door()) {
      Caller<Integer> caller = call(() -> io.deviceIoctl(door.target().handle(), typed(door)));
      door.open();
      assertThat(caller.get()).isZero();
    }
    try (Door door = bench.door()) {
      Caller<Integer> caller =
          call(() -> io.deviceIoctl(door.target().handle(), typed(door), LONG));
      door.open();
      assertThat(caller.get()).isZero();
    }
  }

  @Test
  void anInterruptBeforeAnAnswerThatIsThereIsKept() throws Exception {
    SocketHandle socket = socketWith(3);
    Thread.currentThread().interrupt();
    assertThat(io.ioctl(socket, Ioctls.FIONREAD)).isEqualTo(3);
    assertThat(io.ioctl(socket, Ioctls.FIONREAD, LONG)).isEqualTo(3);
    assertThat(Thread.interrupted()).isTrue();
  }

  // --- Failures ---

  @Test
  void aFailureHasTheStackOfWhoeverCalled() throws Exception {
    SocketHandle socket = socketWith(0);
    IoctlException failure =
        catchThrowableOfType(
            IoctlException.class, () -> io.ioctl(socket, UNKNOWN_CODE, null, 16, LONG));
    assertThat(failure.isUnsupported()).isTrue();
    assertThat(failure.code()).isEqualTo(UNKNOWN_CODE);
    assertThat(Arrays.stream(failure.getStackTrace()).map(StackTraceElement::getClassName))
        .contains(PlainCallContract.class.getName())
        .noneMatch(name -> name.contains("internal.engine"));
  }

  @Test
  void aSocketThatIsClosedIsRefused() {
    SocketHandle closed =
        SocketHandle.ofRaw(bench.socketWith(0).handle(), new Object(), () -> false);
    assertThatThrownBy(() -> io.ioctl(closed, Ioctls.FIONREAD))
        .isExactlyInstanceOf(ClosedChannelException.class);
    assertThat(io.stats().started()).isZero();
  }

  @Test
  void aClosedHandleEndsTheWait() throws Exception {
    Door door = bench.door();
    Caller<ByteBuffer> caller = call(() -> enter(door));
    door.close();
    assertThat(caller.failure()).isInstanceOf(IoctlException.class);
  }

  @Test
  void aClosedEngineEndsTheWaitAndRefuses() throws Exception {
    try (Door door = bench.door()) {
      Caller<ByteBuffer> caller = call(() -> enter(door));
      io.close();
      assertThat(caller.failure())
          .isInstanceOfSatisfying(
              IoctlException.class, e -> assertThat(e.isCancelled()).as("%s", e).isTrue())
          .hasMessageContaining("the engine was closed");
      assertThatIllegalStateException().isThrownBy(() -> enter(door));
    }
  }

  // --- The end of patience ---

  @Test
  void theDeadlineCancelsAndNamesCodeAndTime() throws Exception {
    try (Door door = bench.door()) {
      long handle = door.target().handle();
      assertThatThrownBy(() -> io.deviceIoctl(handle, door.code(), null, 0, SHORT))
          .isExactlyInstanceOf(SocketTimeoutException.class)
          .hasMessage(
              "DeviceIoControl FSCTL_PIPE_LISTEN (0x00110008) did not complete within PT0.02S;"
                  + " it was cancelled");
      assertThatThrownBy(() -> io.deviceIoctl(handle, typed(door), Duration.ZERO))
          .isExactlyInstanceOf(SocketTimeoutException.class)
          .hasMessage(
              "DeviceIoControl FSCTL_DOOR (0x110008) did not complete at once; it was cancelled");
      Waits.untilNothingPends(io);
    }
  }

  @Test
  void anInterruptCancelsAndIsKept() throws Exception {
    try (Door door = bench.door()) {
      Caller<ByteBuffer> caller = call(() -> enter(door));
      caller.thread.interrupt();
      assertThat(caller.failure())
          .isExactlyInstanceOf(InterruptedIOException.class)
          .hasMessageContaining("FSCTL_PIPE_LISTEN")
          .hasMessageContaining("interrupted")
          .hasMessageEndingWith("; it was cancelled");
      assertThat(caller.stayedInterrupted).isTrue();
      Waits.untilNothingPends(io);
    }
  }

  @Test
  void aThreadThatIsInterruptedAlreadyDoesNotWait() throws Exception {
    try (Door door = bench.door()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> enter(door)).isExactlyInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
      Waits.untilNothingPends(io);
    }
  }

  // --- Which thread ---

  @Test
  void theWaiterDoesNotWaitForItself() throws Exception {
    SocketHandle socket = socketWith(1);
    try (AsyncIoctl direct = BenchIo.open(bench, Runnable::run);
        Door door = bench.door()) {
      CompletableFuture<ByteBuffer> opened =
          direct.deviceIoctlAsync(door.target().handle(), door.code(), null, 0);
      CompletableFuture<Long> waiting =
          opened.thenApply(
              any -> {
                try {
                  return direct.ioctl(socket, Ioctls.FIONREAD);
                } catch (java.io.IOException e) {
                  throw new AssertionError(e);
                }
              });
      Waits.untilIssued(direct);
      long started = direct.stats().started();
      door.open();
      assertThat(Waits.failure(waiting))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("waiter");
      assertThat(direct.stats().started()).isEqualTo(started);
      assertThat(direct.ioctl(socket, Ioctls.FIONREAD)).isEqualTo(1);
    }
  }

  /** A future would be completed by the executor, which waits for it. */
  @Test
  void theOnlyThreadOfTheUsersExecutorMayWait() throws Exception {
    ExecutorService only = Executors.newSingleThreadExecutor();
    try (AsyncIoctl users = BenchIo.open(bench, only);
        Door door = bench.door()) {
      var answer =
          only.submit(() -> users.deviceIoctl(door.target().handle(), door.code(), null, 0, LONG));
      Waits.until("it pends", () -> users.stats().pending() == 1);
      CompletableFuture<ByteBuffer> marker = users.ioctlAsync(socketWith(0), UNKNOWN_CODE, null, 0);
      Waits.until("it is issued", () -> users.stats().started() == 2);
      door.open();
      assertThat(answer.get(30, SECONDS).remaining()).isZero();
      assertThat(Waits.failure(marker)).isInstanceOf(IoctlException.class);
    } finally {
      only.shutdown();
    }
  }

  @Test
  void aDependentMayWait() throws Exception {
    try (Door first = bench.door();
        Door second = bench.door()) {
      CompletableFuture<Integer> both =
          io.deviceIoctlAsync(first.target().handle(), typed(first))
              .thenApply(
                  any -> {
                    try {
                      return enter(second).remaining();
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  });
      Waits.untilIssued(io);
      first.open();
      Waits.until("the second pends", () -> io.stats().started() >= 3);
      second.open();
      while (!both.isDone()) {
        bench.passTime();
      }
      assertThat(Waits.get(both)).isZero();
    }
  }
}

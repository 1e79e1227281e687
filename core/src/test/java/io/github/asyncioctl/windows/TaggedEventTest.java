package io.github.asyncioctl.windows;

import static io.github.asyncioctl.windows.RawWin32.ERROR_IO_PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.github.asyncioctl.overlapped.TaggedEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The event on a real operation, and what it says to bad use. */
@OnWindows
class TaggedEventTest {
  private static final Duration LONG = Duration.ofDays(1000000);

  @Test
  void tellsOfTheEndOfAnOperationAndNoPortHearsOfIt() throws Exception {
    try (NamedPipe pipe = new NamedPipe();
        CompletionPort port = new CompletionPort();
        TaggedEvent event = TaggedEvent.create()) {
      port.bind(pipe.handle(), 5);
      Memory overlapped = new Memory(32);
      overlapped.clear();
      overlapped.setLong(24, event.handle());
      assertThat(listen(pipe, overlapped)).isEqualTo(ERROR_IO_PENDING);
      assertThat(event.isSignalled()).isFalse();
      assertThat(event.await(Duration.ZERO)).isFalse();
      pipe.connect();
      assertThat(event.await(LONG)).isTrue();
      assertThat(event.isSignalled()).as("stays signalled").isTrue();
      event.reset();
      assertThat(event.isSignalled()).isFalse();
      assertThat(port.poll(150)).isEmpty();
    }
  }

  private static int listen(NamedPipe pipe, Memory overlapped) {
    return RawWin32.DeviceIoControl(
                pipe.handle(),
                NamedPipe.FSCTL_PIPE_LISTEN,
                0,
                0,
                0,
                0,
                0,
                Pointer.nativeValue(overlapped))
            != 0
        ? 0
        : Native.getLastError();
  }

  @Test
  void handleIsTaggedAndTheEventsOwn() {
    try (TaggedEvent event = TaggedEvent.create()) {
      assertThat(event.handle() & 3).isEqualTo(1);
      RawWin32.SetEvent(event.handle() & ~1L);
      assertThat(event.isSignalled()).isTrue();
    }
  }

  @Test
  void closedEventIsRefused() {
    TaggedEvent event = TaggedEvent.create();
    event.close();
    event.close();
    assertThatThrownBy(event::handle).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(event::isSignalled).hasMessage("the event is closed");
    assertThatThrownBy(event::reset).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> event.await(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closeDuringWaitsEndsThemAndThenTheHandle() throws Exception {
    TaggedEvent event = TaggedEvent.create();
    long handle = event.handle() & ~1L;
    CountDownLatch waiting = new CountDownLatch(2);
    AtomicReference<Throwable> first = new AtomicReference<>();
    AtomicReference<Throwable> second = new AtomicReference<>();
    Thread one = waiter(event, waiting, first);
    Thread two = waiter(event, waiting, second);
    Waits.await(waiting);
    event.close();
    one.join();
    two.join();
    assertThat(first.get()).isInstanceOf(IllegalStateException.class);
    assertThat(second.get()).isInstanceOf(IllegalStateException.class);
    assertThat(RawWin32.SetEvent(handle)).as("handle is closed").isZero();
  }

  private static Thread waiter(
      TaggedEvent event, CountDownLatch waiting, AtomicReference<Throwable> thrown) {
    Thread thread =
        new Thread(
            () -> {
              waiting.countDown();
              try {
                event.await(LONG);
              } catch (Throwable e) {
                thrown.set(e);
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void interruptEndsTheWait() throws Exception {
    try (TaggedEvent event = TaggedEvent.create()) {
      CountDownLatch waiting = new CountDownLatch(1);
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread thread = waiter(event, waiting, thrown);
      Waits.await(waiting);
      thread.interrupt();
      thread.join();
      assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void signalWakesEveryWaiter() throws Exception {
    try (TaggedEvent event = TaggedEvent.create()) {
      CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> awaits(event));
      CompletableFuture<Boolean> two =
          CompletableFuture.supplyAsync(() -> awaits(event), task -> new Thread(task).start());
      RawWin32.SetEvent(event.handle() & ~1L);
      assertThat(Waits.get(one)).isTrue();
      assertThat(Waits.get(two)).isTrue();
    }
  }

  private static boolean awaits(TaggedEvent event) {
    try {
      return event.await(Waits.BOUND);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingIsLeft() {
    TaggedEvent.create().close();
    int before = HandleCount.now();
    for (int i = 0; i < 100; i++) {
      TaggedEvent.create().close();
    }
    assertThat(HandleCount.now()).isEqualTo(before);
  }
}

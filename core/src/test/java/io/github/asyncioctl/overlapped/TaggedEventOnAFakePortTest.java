package io.github.asyncioctl.overlapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event of one's own, in the JVM of any system: what is asked of the port, and how often. */
@Timeout(30)
class TaggedEventOnAFakePortTest {
  private static final int SLICE_MILLIS = 50;

  /** Waits as long as it is told, and remembers for how long that was. */
  private static final class WaitingPort implements OverlappedPort {
    final FakePort events = new FakePort();
    final List<Integer> waits = new ArrayList<>();
    final List<Long> closed = new ArrayList<>();
    boolean refuses;
    int signalsAtWait = -1;

    @Override
    public long createEvent() throws KernelException {
      if (refuses) {
        throw new KernelException("CreateEvent", 1450);
      }
      return events.createEvent();
    }

    @Override
    public int resetEvent(long event) {
      return events.resetEvent(event);
    }

    @Override
    public void closeEvent(long event) {
      closed.add(event);
      events.closeEvent(event);
    }

    @Override
    public boolean await(long event, int millis) throws KernelException {
      waits.add(millis);
      if (waits.size() > 100) {
        throw new AssertionError("it is asked for ever");
      }
      if (waits.size() == signalsAtWait) {
        events.events.put(event, true);
      }
      if (!events.await(event, 0) && millis > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(millis, SLICE_MILLIS)));
      }
      return events.await(event, 0);
    }

    @Override
    public NativeMemory memory(long address, int bytes) {
      throw new AssertionError("an event has no memory");
    }
  }

  private final WaitingPort port = new WaitingPort();
  private final TaggedEvent event = TaggedEvent.create(port);
  private final long untagged = event.handle() & ~1L;

  @AfterEach
  void closeTwice() {
    event.close();
    event.close();
    assertThat(port.closed).containsExactly(untagged);
    assertThat(TaggedEvent.find(untagged)).isNull();
  }

  private void signal() {
    port.events.events.put(untagged, true);
  }

  @Test
  void itsHandleIsTagged() {
    assertThat(port.events.events).containsOnlyKeys(untagged);
    assertThat(event.handle()).isEqualTo(untagged + 1);
    assertThat(event).hasToString("tagged event 0x" + Long.toHexString(untagged + 1));
    for (int low = 0; low < 4; low++) {
      assertThat(TaggedEvent.find(untagged + low)).isSameAs(event);
    }
    assertThat(TaggedEvent.find(untagged + 4)).isNull();
  }

  @Test
  void aSystemWithoutEventsSaysSo() {
    port.refuses = true;
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> TaggedEvent.create(port))
        .withMessageContaining("CreateEvent");
  }

  @Test
  void aQuestionDoesNotWait() throws Exception {
    assertThat(event.isSignalled()).isFalse();
    assertThat(event.await(Duration.ZERO)).isFalse();
    assertThat(event.await(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
    signal();
    assertThat(event.isSignalled()).isTrue();
    assertThat(event.await(Duration.ZERO)).isTrue();
    assertThat(port.waits).containsExactly(0, 0, 0, 0, 0);
  }

  /** In slices, so that an interrupt or a close does not go unnoticed. */
  @Test
  void aWaitThatIsOverEndsInTime() throws Exception {
    long start = System.nanoTime();
    assertThat(event.await(Duration.ofMillis(SLICE_MILLIS + 1))).isFalse();

    assertThat(System.nanoTime() - start)
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(SLICE_MILLIS + 1));
    assertThat(port.waits).startsWith(SLICE_MILLIS).endsWith(0);
    assertThat(port.waits).isSortedAccordingTo((one, other) -> Integer.compare(other, one));
  }

  @Test
  void fractionsOfAMillisecondAreWaitedFor() throws Exception {
    assertThat(event.await(Duration.ofNanos(1))).isFalse();
    assertThat(port.waits.get(0)).isBetween(0, 1);
    port.waits.clear();
    assertThat(event.await(Duration.ofMillis(3))).isFalse();
    assertThat(port.waits.get(0)).isBetween(1, 3);
  }

  @Test
  void aSignalEndsTheWait() throws Exception {
    port.signalsAtWait = 2;
    assertThat(event.await(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    assertThat(port.waits).containsExactly(SLICE_MILLIS, SLICE_MILLIS);
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> event.await(Duration.ofDays(1)));
    assertThat(Thread.interrupted()).isFalse();
    assertThat(port.waits).isEmpty();
  }

  @Test
  void resetsAreCounted() {
    assertThat(event.resets()).isZero();
    signal();
    event.reset();
    assertThat(event.isSignalled()).isFalse();
    assertThat(event.resets()).isEqualTo(1);
    assertThat(event.countReset()).isEqualTo(2);
    assertThat(event.resets()).isEqualTo(2);
    event.close();
    assertThat(event.resets()).isEqualTo(-1);
    assertThat(event.countReset()).isEqualTo(-1);
  }

  @Test
  void aClosedEventIsRefused() {
    event.close();
    assertThat(port.closed).containsExactly(untagged);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            event::handle, event::isSignalled, event::reset, () -> event.await(Duration.ZERO))) {
      assertThatIllegalStateException().isThrownBy(call).withMessage("the event is closed");
    }
    assertThat(port.waits).isEmpty();
  }

  @Test
  void anEventThatSomebodyElseHasClosedIsToldApart() {
    port.events.closeEvent(untagged);
    assertThatIllegalStateException()
        .isThrownBy(event::isSignalled)
        .withMessage("other code has closed the event's handle")
        .withCauseInstanceOf(KernelException.class);
    assertThatIllegalStateException()
        .isThrownBy(event::reset)
        .withMessageStartingWith("other code has closed the event's handle: ResetEvent failed: ");
  }
}

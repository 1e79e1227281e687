package io.github.asyncioctl.overlapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The handle of an event is not closed while a thread is in the system's wait for it: its value
 * could be somebody else's before the thread notices.
 */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class ClosedTaggedEventTest {
  private final FakePort port = new FakePort();
  private final CountDownLatch waiting = new CountDownLatch(2);
  private final CountDownLatch release = new CountDownLatch(1);

  /** Its waits last until the test lets them end. */
  private final class SlowPort implements OverlappedPort {
    @Override
    public long createEvent() {
      return port.createEvent();
    }

    @Override
    public int resetEvent(long event) {
      return port.resetEvent(event);
    }

    @Override
    public void closeEvent(long event) {
      port.closeEvent(event);
    }

    @Override
    public boolean await(long event, int millis) throws KernelException {
      waiting.countDown();
      try {
        assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return port.await(event, millis);
    }

    @Override
    public NativeMemory memory(long address, int bytes) {
      return port.memory(address, bytes);
    }
  }

  private static CompletableFuture<Throwable> awaiting(TaggedEvent event) {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                thrown.complete(new AssertionError(event.await(Duration.ofDays(1))));
              } catch (Throwable e) {
                thrown.complete(e);
              }
            })
        .start();
    return thrown;
  }

  @Test
  void theLastOneToStopWaitingClosesTheHandle() throws Exception {
    TaggedEvent event = TaggedEvent.create(new SlowPort());
    CompletableFuture<Throwable> one = awaiting(event);
    CompletableFuture<Throwable> other = awaiting(event);
    assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
    event.close();
    assertThat(port.events).as("while threads wait").hasSize(1);
    release.countDown();
    for (CompletableFuture<Throwable> each : List.of(one, other)) {
      assertThat(each.get(20, TimeUnit.SECONDS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed while a thread waited");
    }
    assertThat(port.events).as("when nobody waits any more").isEmpty();
  }

  @Test
  void closingAnEventThatNobodyWaitsForClosesTheHandleAtOnce() {
    TaggedEvent event = TaggedEvent.create(new SlowPort());
    event.close();
    assertThat(port.events).isEmpty();
  }
}

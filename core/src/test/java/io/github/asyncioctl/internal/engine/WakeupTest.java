package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.HookedKernel;
import io.github.asyncioctl.sim.SimulatedKernel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WakeupTest {
  private final SimulatedKernel kernel = new SimulatedKernel();
  private final AtomicInteger signals = new AtomicInteger();
  private final CountDownLatch suspended = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private volatile Thread victim;
  private Wakeup wakeup;

  @BeforeEach
  void open() throws KernelException {
    wakeup = new Wakeup(HookedKernel.over(kernel, this::before));
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(kernel.violations()).isEmpty();
    assertThat(kernel.openEvents()).isZero();
  }

  private void before(String call, Object[] arguments) throws InterruptedException {
    if (call.equals("setEvent")) {
      if (Thread.currentThread() == victim) {
        suspended.countDown();
        assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
      }
      signals.incrementAndGet();
    }
  }

  /** Starts a sender that is suspended when it is about to set the event. */
  private Thread suspendSender() throws InterruptedException {
    Thread sender =
        new Thread(
            () -> {
              try {
                wakeup.wake();
              } catch (KernelException e) {
                throw new AssertionError(e);
              }
            });
    victim = sender;
    sender.start();
    while (suspended.getCount() > 0 && sender.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(suspended.getCount()).as("it is about to set the event").isZero();
    return sender;
  }

  @Test
  void aWaiterThatIsAwakeIsNotSignalled() throws Exception {
    wakeup.wake();
    wakeup.fallAsleep();
    wakeup.awake();
    wakeup.wake();
    assertThat(signals).hasValue(0);
    wakeup.close();
  }

  @Test
  void eachSleepIsSignalledOnce() throws Exception {
    for (int sleep = 1; sleep <= 3; sleep++) {
      wakeup.fallAsleep();
      wakeup.wake();
      wakeup.wake();
      assertThat(signals).hasValue(sleep);
      wakeup.awake();
    }
    wakeup.close();
  }

  @Test
  void aSignalThatIsOnItsWaySuppressesNoOther() throws Exception {
    wakeup.fallAsleep();
    Thread sender = suspendSender();
    wakeup.wake();
    assertThat(signals).hasValue(1);
    wakeup.wake();
    assertThat(signals).as("it has been signalled now").hasValue(1);
    wakeup.awake();

    wakeup.fallAsleep();
    release.countDown();
    sender.join();
    assertThat(signals).as("the late one").hasValue(2);
    wakeup.wake();
    assertThat(signals).as("that was for the sleep before").hasValue(3);
    wakeup.close();
  }

  @Test
  void aSignalThatFailedIsTriedAgainByTheNextSender() throws Exception {
    wakeup.fallAsleep();
    kernel.failNext(SimulatedKernel.Call.SET_EVENT, 1);
    assertThatThrownBy(wakeup::wake).isInstanceOf(KernelException.class);
    wakeup.wake();
    assertThat(signals).hasValue(2);
    wakeup.close();
  }

  @Test
  void nobodyIsSignalledAfterTheEnd() throws Exception {
    wakeup.fallAsleep();
    wakeup.close();
    assertThat(kernel.openEvents()).isZero();
    wakeup.wake();
    assertThat(signals).hasValue(0);
  }

  @Test
  void theLastOneOutClosesTheEvent() throws Exception {
    wakeup.fallAsleep();
    Thread sender = suspendSender();
    wakeup.close();
    assertThat(kernel.openEvents()).as("while a sender is about to set it").isEqualTo(1);
    release.countDown();
    sender.join();
    assertThat(kernel.openEvents()).isZero();
  }
}

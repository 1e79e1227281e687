package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.KernelException;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * No wake-up is lost: when all senders have come back, a waiter that sleeps over an item has an
 * event that is set. And the event is closed once, by the last one that needs it.
 */
public class WakeupModelTest {
  private static final String WAITER = "waiter";

  private final CountingKernel kernel = new CountingKernel();
  private final Mailbox mailbox = new Mailbox();
  private final Wakeup wakeup;
  private boolean sleeps;
  private boolean ended;

  public WakeupModelTest() throws KernelException {
    wakeup = new Wakeup(kernel);
    wakeup.fallAsleep();
    sleeps = true;
  }

  @Operation
  public void send() {
    if (mailbox.post(new Letter("a"))) {
      wake();
    }
  }

  private void wake() {
    try {
      wakeup.wake();
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
  }

  /** One turn of the waiter: what it does from the end of one wait to the next wait. */
  @Operation(nonParallelGroup = WAITER)
  public void turn() {
    if (ended) {
      return;
    }
    kernel.waitForAny(0, 1, 0);
    wakeup.awake();
    mailbox.takeAll();
    wakeup.fallAsleep();
    sleeps = mailbox.isEmpty();
  }

  @Operation(nonParallelGroup = WAITER)
  public void close() {
    if (!ended) {
      ended = true;
      mailbox.close();
      wakeup.close();
    }
  }

  /** Lincheck calls it when all threads have come back. */
  @Validate
  public void isWokenAndClosedOnce() {
    if (!ended && sleeps && !mailbox.isEmpty() && !kernel.signalled.get()) {
      throw new AssertionError("the waiter sleeps over an item, and nobody has set the event");
    }
    if (kernel.closed.get() != (ended ? 1 : 0) || kernel.closedTooEarly) {
      throw new AssertionError("closed " + kernel.closed + " times, or too early");
    }
  }

  @Test
  void losesNothing() {
    // Short ones, so that no later step covers up what went wrong, and therefore many.
    new ModelCheckingOptions()
        .iterations(10 * Integer.getInteger("lincheck.iterations", 10))
        .invocationsPerIteration(Integer.getInteger("lincheck.invocations", 1000))
        .threads(3)
        .actorsPerThread(1)
        .actorsBefore(0)
        .actorsAfter(0)
        .check(WakeupModelTest.class);
  }
}

package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.asyncioctl.internal.kernel.KernelException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.LZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Waking, between senders and the waiter. */
public final class WakeupRaces {
  private WakeupRaces() {}

  /** A waiter with its mailbox. */
  abstract static class Shared {
    final CountingKernel kernel = new CountingKernel();
    final Mailbox mailbox = new Mailbox();
    final Wakeup wakeup;

    Shared() {
      try {
        wakeup = new Wakeup(kernel);
      } catch (KernelException e) {
        throw new AssertionError(e);
      }
    }

    final void wake() {
      try {
        wakeup.wake();
      } catch (KernelException e) {
        throw new AssertionError(e);
      }
    }

    final void send(String name) {
      mailbox.post(new Letter(name));
      wake();
    }

    /** Whether the waiter is going to sleep. */
    final boolean fallAsleep() {
      wakeup.fallAsleep();
      return mailbox.isEmpty();
    }
  }

  /** A waiter that falls asleep over an item has been signalled. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "asleep, and signalled")
  @Outcome(
      id = {"false, true", "false, false"},
      expect = ACCEPTABLE,
      desc = "stays awake")
  @Outcome(id = "true, false", expect = FORBIDDEN, desc = "the wake-up is lost")
  @State
  public static class FallingAsleep extends Shared {
    @Actor
    public void sender() {
      send("a");
    }

    @Actor
    public void waiter(ZZ_Result r) {
      r.r1 = fallAsleep();
    }

    @Arbiter
    public void rest(ZZ_Result r) {
      r.r2 = kernel.signalled.get();
    }
  }

  /**
   * The waiter wakes and sleeps again, perhaps in between a signal and what its sender says of it:
   * that suppresses no signal for the new sleep.
   */
  @JCStressTest
  @Outcome(
      id = {"ab, true, false", "ab, true, true"},
      expect = ACCEPTABLE,
      desc = "asleep over nothing")
  @Outcome(
      id = {", true, true", "a, true, true"},
      expect = ACCEPTABLE,
      desc = "asleep, and signalled")
  @Outcome(
      id = {", false, true", ", false, false", "a, false, true", "a, false, false"},
      expect = ACCEPTABLE,
      desc = "stays awake")
  @Outcome(expect = FORBIDDEN, desc = "the wake-up is lost")
  @State
  public static class TheNextSleep extends Shared {
    public TheNextSleep() {
      wakeup.fallAsleep();
    }

    @Actor
    public void sender() {
      send("a");
      send("b");
    }

    @Actor
    public void waiter(LZZ_Result r) {
      kernel.waitForAny(0, 1, 0);
      wakeup.awake();
      r.r1 = Letter.names(mailbox.takeAll());
      r.r2 = fallAsleep();
    }

    @Arbiter
    public void rest(LZZ_Result r) {
      r.r3 = kernel.signalled.get();
    }
  }

  /** A sender that is suspended on its way to the event keeps no other from setting it. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "came back, and the waiter was not signalled")
  @State
  public static class SuspendedSender extends Shared {
    public SuspendedSender() {
      wakeup.fallAsleep();
    }

    @Actor
    public void sender(ZZ_Result r) {
      send("a");
      r.r1 = kernel.signalled.get();
    }

    @Actor
    public void other(ZZ_Result r) {
      send("b");
      r.r2 = kernel.signalled.get();
    }
  }

  /** The event is closed once, and after the last SetEvent. */
  @JCStressTest
  @Outcome(id = "1, false", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "never closed, closed twice, or set after that")
  @State
  public static class Closing extends Shared {
    public Closing() {
      wakeup.fallAsleep();
    }

    @Actor
    public void sender() {
      wake();
    }

    @Actor
    public void waiter() {
      wakeup.close();
    }

    @Arbiter
    public void rest(IZ_Result r) {
      wakeup.fallAsleep(); // so that somebody who comes late would set it
      wake();
      r.r1 = kernel.closed.get();
      r.r2 = kernel.closedTooEarly;
    }
  }
}

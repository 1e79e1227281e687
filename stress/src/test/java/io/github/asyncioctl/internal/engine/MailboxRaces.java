package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LLZ_Result;
import org.openjdk.jcstress.infra.results.LZL_Result;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** The mailbox, between senders and the waiter. Commands are letters. */
public final class MailboxRaces {
  private MailboxRaces() {}

  /** No command is lost or comes twice, and those of one sender keep their order. */
  @JCStressTest
  @Outcome(
      id = {"abc", "acb", "cab"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "lost, doubled or out of order")
  @State
  public static class TwoSenders {
    private final Mailbox mailbox = new Mailbox();

    @Actor
    public void sender() {
      mailbox.post(new Letter("a"));
      mailbox.post(new Letter("b"));
    }

    @Actor
    public void other() {
      mailbox.post(new Letter("c"));
    }

    @Arbiter
    public void rest(L_Result r) {
      r.r1 = Letter.names(mailbox.takeAll());
    }
  }

  /** What is taken while senders post, and what is left, are all that was posted, in order. */
  @JCStressTest
  @Outcome(
      id = {"|ab", "a|b", "ab|"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "lost, doubled or out of order")
  @State
  public static class SenderAndWaiter {
    private final Mailbox mailbox = new Mailbox();
    private String taken;

    @Actor
    public void sender() {
      mailbox.post(new Letter("a"));
      mailbox.post(new Letter("b"));
    }

    @Actor
    public void waiter() {
      taken = Letter.names(mailbox.takeAll());
    }

    @Arbiter
    public void rest(L_Result r) {
      r.r1 = taken + "|" + Letter.names(mailbox.takeAll());
    }
  }

  /** A waiter that falls asleep over a command has been promised a signal, and else none is due. */
  @JCStressTest
  @Outcome(id = "WAKE, true, a", expect = ACCEPTABLE, desc = "asleep, and will be woken")
  @Outcome(id = "QUEUED, false, a", expect = ACCEPTABLE, desc = "stays awake")
  @Outcome(expect = FORBIDDEN, desc = "a wake-up lost, or a signal that nobody expects")
  @State
  public static class FallingAsleep {
    private final Mailbox mailbox = new Mailbox();

    @Actor
    public void sender(LZL_Result r) {
      r.r1 = mailbox.post(new Letter("a"));
    }

    @Actor
    public void waiter(LZL_Result r) {
      r.r2 = mailbox.sleep();
    }

    @Arbiter
    public void rest(LZL_Result r) {
      r.r3 = Letter.names(mailbox.takeAll());
    }
  }

  /** Of all who find the waiter asleep, exactly one has to wake it, and the waiter knows. */
  @JCStressTest
  @Outcome(
      id = {"WAKE, QUEUED, true", "QUEUED, WAKE, true"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "no signal or two")
  @State
  public static class OneWakesTheSleeper {
    private final Mailbox mailbox = new Mailbox();

    public OneWakesTheSleeper() {
      mailbox.sleep();
    }

    @Actor
    public void sender(LLZ_Result r) {
      r.r1 = mailbox.post(new Letter("a"));
    }

    @Actor
    public void other(LLZ_Result r) {
      r.r2 = mailbox.post(new Letter("b"));
    }

    @Arbiter
    public void rest(LLZ_Result r) {
      mailbox.takeAll();
      r.r3 = mailbox.isSignalOwed();
    }
  }

  /**
   * The waiter wakes for another reason while somebody posts, and sleeps again: a signal is owed if
   * and only if the sender was told to set it, and the waiter never sleeps over the command without
   * one.
   */
  @JCStressTest
  @Outcome(id = "WAKE, true, a||owed", expect = ACCEPTABLE, desc = "before the take")
  @Outcome(id = "QUEUED, false, |a|", expect = ACCEPTABLE, desc = "between take and sleep")
  @Outcome(id = "WAKE, true, |a|owed", expect = ACCEPTABLE, desc = "after the sleep")
  @Outcome(expect = FORBIDDEN)
  @State
  public static class AwakeForAnotherReason {
    private final Mailbox mailbox = new Mailbox();
    private String taken;

    public AwakeForAnotherReason() {
      mailbox.sleep();
    }

    @Actor
    public void sender(LZL_Result r) {
      r.r1 = mailbox.post(new Letter("a"));
    }

    @Actor
    public void waiter(LZL_Result r) {
      taken = Letter.names(mailbox.takeAll());
      r.r2 = mailbox.sleep();
    }

    @Arbiter
    public void rest(LZL_Result r) {
      r.r3 =
          taken
              + "|"
              + Letter.names(mailbox.takeAll())
              + "|"
              + (mailbox.isSignalOwed() ? "owed" : "");
    }
  }

  /** While one signal is still to come, nobody is asked for another. */
  @JCStressTest
  @Outcome(id = "QUEUED, true", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "two signals on their way")
  @State
  public static class OneSignalOnItsWay {
    private final Mailbox mailbox = new Mailbox();

    public OneSignalOnItsWay() {
      mailbox.sleep();
      mailbox.post(new Letter("a"));
      mailbox.takeAll();
    }

    @Actor
    public void sender(LZ_Result r) {
      r.r1 = mailbox.post(new Letter("b"));
    }

    @Actor
    public void waiter(LZ_Result r) {
      r.r2 = mailbox.sleep();
    }
  }

  /** A command is among the last ones or refused, never both, never neither; and so for good. */
  @JCStressTest
  @Outcome(
      id = {"QUEUED, a, REFUSED", "REFUSED, , REFUSED"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "accepted and lost, or refused and performed")
  @State
  public static class Closing {
    private final Mailbox mailbox = new Mailbox();

    @Actor
    public void sender(LLL_Result r) {
      r.r1 = mailbox.post(new Letter("a"));
    }

    @Actor
    public void waiter(LLL_Result r) {
      r.r2 = Letter.names(mailbox.close());
    }

    @Arbiter
    public void rest(LLL_Result r) {
      r.r3 = mailbox.post(new Letter("b"));
    }
  }

  /** A mailbox that is closed asleep knows whether a signal is still to come. */
  @JCStressTest
  @Outcome(
      id = {"WAKE, a, true", "REFUSED, , false"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "the event is closed before its last signal, or kept")
  @State
  public static class ClosingAsleep {
    private final Mailbox mailbox = new Mailbox();

    public ClosingAsleep() {
      mailbox.sleep();
    }

    @Actor
    public void sender(LLZ_Result r) {
      r.r1 = mailbox.post(new Letter("a"));
    }

    @Actor
    public void waiter(LLZ_Result r) {
      r.r2 = Letter.names(mailbox.close());
      r.r3 = mailbox.isSignalOwed();
    }
  }
}

package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZLZ_Result;

/** The mailbox, between senders and the waiter. Items are letters. */
public final class MailboxRaces {
  private MailboxRaces() {}

  /** No item is lost or comes twice, and those of one sender keep their order. */
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

  /** An item that the waiter has taken can be sent again, and comes again. */
  @JCStressTest
  @Outcome(
      id = {"a|ba", "ab|a"},
      expect = ACCEPTABLE)
  @Outcome(id = "a|ab", expect = ACCEPTABLE, desc = "the waiter was faster")
  @Outcome(expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class SentAgain {
    private final Mailbox mailbox = new Mailbox();
    private final Letter again = new Letter("a");
    private String taken;

    public SentAgain() {
      mailbox.post(again);
    }

    @Actor
    public void sender() {
      mailbox.post(new Letter("b"));
    }

    @Actor
    public void waiter() {
      Linked first = mailbox.takeAll();
      taken = Letter.names(first);
      first.inMailbox = null;
      mailbox.post(again);
    }

    @Arbiter
    public void rest(L_Result r) {
      r.r1 = taken + "|" + Letter.names(mailbox.takeAll());
    }
  }

  /** An item is among the last ones or refused, never both, never neither; and so for good. */
  @JCStressTest
  @Outcome(
      id = {"true, a, false", "false, , false"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "accepted and lost, or refused and taken")
  @State
  public static class Closing {
    private final Mailbox mailbox = new Mailbox();

    @Actor
    public void sender(ZLZ_Result r) {
      r.r1 = mailbox.post(new Letter("a"));
    }

    @Actor
    public void waiter(ZLZ_Result r) {
      r.r2 = Letter.names(mailbox.close());
    }

    @Arbiter
    public void rest(ZLZ_Result r) {
      r.r3 = mailbox.post(new Letter("b"));
    }
  }
}

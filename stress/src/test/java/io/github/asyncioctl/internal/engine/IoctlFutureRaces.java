package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZLI_Result;

/**
 * The future, between the engine that delivers and users who complete, cancel or overwrite. The
 * last number of a result says how often the engine was told that the operation is not wanted.
 */
public final class IoctlFutureRaces {
  private IoctlFutureRaces() {}

  /** A future and the number of times that its engine was told. */
  abstract static class Shared implements IoctlFuture.Owner {
    final AtomicInteger told = new AtomicInteger();
    final IoctlFuture<String> future = new IoctlFuture<>();
    private volatile boolean ended;

    Shared() {
      future.ownedBy(this);
    }

    @Override
    public void abandoned() {
      told.incrementAndGet();
    }

    @Override
    public void wantedAgain() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void futureEnded() {
      ended = true;
    }

    /** The same when all is over: then the engine knows that the future has ended. */
    final String end() {
      return ended ? outcome() : "kept";
    }

    /** The value, what it failed with, or "none". */
    final String outcome() {
      try {
        return future.getNow("none");
      } catch (CompletionException failed) {
        return failed.getCause().getMessage();
      } catch (CancellationException cancelled) {
        return "cancelled";
      }
    }
  }

  /** One outcome: the answer, or the user's value; and then the engine was told, once. */
  @JCStressTest
  @Outcome(
      id = {"false, answer, 0", "false, answer, 1", "true, user, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "dropped by both, or the engine was not told")
  @State
  public static class DeliverAndComplete extends Shared {
    @Actor
    public void engine() {
      future.deliver("answer");
    }

    @Actor
    public void user(ZLI_Result r) {
      r.r1 = future.complete("user");
    }

    @Arbiter
    public void end(ZLI_Result r) {
      r.r2 = end();
      r.r3 = told.get();
    }
  }

  /** Once the engine has been told, its answer comes too late, though nobody has completed yet. */
  @JCStressTest
  @Outcome(
      id = {"0, answer", "0, user", "1, user"},
      expect = ACCEPTABLE)
  @Outcome(id = "1, answer", expect = FORBIDDEN, desc = "not wanted, and delivered all the same")
  @State
  public static class DeliverTooLate extends Shared {
    private int toldBefore;

    @Actor
    public void engine() {
      toldBefore = told.get();
      future.deliver("answer");
    }

    @Actor
    public void user() {
      future.complete("user");
    }

    @Arbiter
    public void end(IL_Result r) {
      r.r1 = toldBefore;
      r.r2 = end();
    }
  }

  /** The same as the first for a cancel. */
  @JCStressTest
  @Outcome(
      id = {"false, answer, 0", "false, answer, 1", "true, cancelled, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "dropped by both, or the engine was not told")
  @State
  public static class DeliverAndCancel extends Shared {
    @Actor
    public void engine() {
      future.deliver("answer");
    }

    @Actor
    public void user(ZLI_Result r) {
      r.r1 = future.cancel(true);
    }

    @Arbiter
    public void end(ZLI_Result r) {
      r.r2 = end();
      r.r3 = told.get();
    }
  }

  /** And for failures, on both sides. */
  @JCStressTest
  @Outcome(
      id = {"false, engine, 0", "false, engine, 1", "true, user, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "dropped by both, or the engine was not told")
  @State
  public static class FailureAndFailure extends Shared {
    @Actor
    public void engine() {
      future.deliverFailure(new IllegalStateException("engine"));
    }

    @Actor
    public void user(ZLI_Result r) {
      r.r1 = future.completeExceptionally(new IllegalStateException("user"));
    }

    @Arbiter
    public void end(ZLI_Result r) {
      r.r2 = end();
      r.r3 = told.get();
    }
  }

  /** Of two users one wins, and the engine is told by each of them at most. */
  @JCStressTest
  @Outcome(
      id = {
        "true, false, user, 1",
        "true, false, user, 2",
        "false, true, cancelled, 1",
        "false, true, cancelled, 2"
      },
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "two winners or none, or the engine was not told")
  @State
  public static class CompleteAndCancel extends Shared {
    @Actor
    public void user(LLLL_Result r) {
      r.r1 = future.complete("user");
    }

    @Actor
    public void other(LLLL_Result r) {
      r.r2 = future.cancel(true);
    }

    @Arbiter
    public void end(LLLL_Result r) {
      r.r3 = end();
      r.r4 = told.get();
    }
  }

  /** Who overwrites has the last word, and the engine is not told of what it has delivered. */
  @JCStressTest
  @Outcome(
      id = {"user, 0", "user, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "overwritten by the engine")
  @State
  public static class DeliverAndObtrude extends Shared {
    @Actor
    public void engine() {
      future.deliver("answer");
    }

    @Actor
    public void user() {
      future.obtrudeValue("user");
    }

    @Arbiter
    public void end(LI_Result r) {
      r.r1 = end();
      r.r2 = told.get();
    }
  }

  /** The engine is told first: nobody sees a user's value before that. */
  @JCStressTest
  @Outcome(
      id = {"none, 0", "none, 1", "user, 1"},
      expect = ACCEPTABLE)
  @Outcome(id = "user, 0", expect = FORBIDDEN, desc = "completed before the engine was told")
  @State
  public static class ToldFirst extends Shared {
    @Actor
    public void user() {
      future.complete("user");
    }

    @Actor
    public void observer(LI_Result r) {
      r.r1 = outcome();
      r.r2 = told.get();
    }
  }

  /**
   * Telling the engine fails, as it does at the end of a thread's stack: then nobody has said that
   * the operation is not wanted, and who has skipped the delivery hears of that.
   */
  @JCStressTest
  @Outcome(
      id = {"false, answer", "thrown, answer"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "dropped by both")
  @State
  public static class TellingFails implements IoctlFuture.Owner {
    private final IoctlFuture<String> future = new IoctlFuture<>();
    private volatile boolean wantedAgain;

    public TellingFails() {
      future.ownedBy(this);
    }

    @Override
    public void abandoned() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wantedAgain() {
      wantedAgain = true;
    }

    @Override
    public void futureEnded() {}

    @Actor
    public void engine() {
      future.deliver("answer");
    }

    @Actor
    public void user(LL_Result r) {
      try {
        r.r1 = future.complete("user");
      } catch (UnsupportedOperationException failed) {
        r.r1 = "thrown";
      }
    }

    @Arbiter
    public void end(LL_Result r) {
      if (wantedAgain) {
        future.deliver("answer");
      }
      r.r2 = future.getNow("none");
    }
  }
}

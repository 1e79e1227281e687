package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IL_Result;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** An operation, between the waiter, those who complete its future, and users. */
public final class OperationRaces {
  private OperationRaces() {}

  /** An operation whose answer says how often it was decoded, and what it needs of an engine. */
  abstract static class Parts {
    final Mailbox mailbox = new Mailbox();
    final AtomicInteger decoded = new AtomicInteger();
    final Operation<Integer> operation;

    Parts() {
      CountingKernel kernel = new CountingKernel();
      Counters counters = new Counters();
      CompletionWorkers workers =
          new CompletionWorkers(
              task -> {
                throw new RejectedExecutionException("no thread");
              });
      Notices notices = new Notices("races", workers);
      Calls calls =
          new Calls(
              kernel,
              counters,
              (target, code, error, status, count, output, detail) ->
                  new IOException("error " + error),
              notices);
      operation =
          new Operation<>(
              new Shared(
                  mailbox,
                  wakeup(kernel),
                  new Live(),
                  calls,
                  counters,
                  null,
                  new Completions(null, workers, notices),
                  notices,
                  null,
                  null),
              new LoadTarget(8, true),
              0,
              0,
              (answer, address, count) -> decoded.incrementAndGet(),
              System::nanoTime);
    }

    private static Wakeup wakeup(Kernel kernel) {
      try {
        return new Wakeup(kernel);
      } catch (KernelException e) {
        throw new AssertionError(e);
      }
    }

    /** The waiter has issued it, and the kernel has ended it. */
    final void answer() {
      operation.take();
      operation.outcome(Kernel.SUCCESS, 0, 0);
      operation.takeAnswer();
      operation.ended();
    }

    /** Its value, or what ended it instead. */
    final String outcome() {
      try {
        return String.valueOf(operation.future.getNow(0));
      } catch (CompletionException failed) {
        return failed.getCause().getMessage();
      } catch (CancellationException cancelled) {
        return "cancelled";
      }
    }
  }

  /** However often it is run, its answer is decoded once, and the future has that value. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "decoded twice, or never completed")
  @State
  public static class RunAndRun extends Parts {
    public RunAndRun() {
      answer();
    }

    @Actor
    public void executor() {
      operation.run();
    }

    @Actor
    public void fallback() {
      operation.run();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = decoded.get();
      r.r2 = operation.future.getNow(0);
    }
  }

  /** An engine that ends it has it decoded at most once, and it ends in any case. */
  @JCStressTest
  @Outcome(
      id = {"1, 1", "1, error 995"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "decoded twice, or never completed")
  @State
  public static class RunAndEnd extends Parts {
    public RunAndEnd() {
      answer();
    }

    @Actor
    public void executor() {
      operation.run();
    }

    @Actor
    public void engine() {
      operation.endWithOutcome();
    }

    @Arbiter
    public void end(IL_Result r) {
      r.r1 = decoded.get();
      r.r2 = outcome();
    }
  }

  /** What has an outcome is ended with it, what has none without; and it ends. */
  @JCStressTest
  @Outcome(
      id = {"1, 1", "0, error 995", "1, error 995"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "decoded twice, or never completed")
  @State
  public static class AnswerAndEnd extends Parts {
    @Actor
    public void waiter() {
      answer();
      operation.run();
    }

    @Actor
    public void engine() {
      operation.endWithoutOutcome();
    }

    @Arbiter
    public void end(IL_Result r) {
      r.r1 = decoded.get();
      r.r2 = outcome();
    }
  }

  /** A user who cancels while it is being completed: it ends, with one or the other. */
  @JCStressTest
  @Outcome(
      id = {"1, false", "cancelled, true"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "never completed, or not as the user was told")
  @State
  public static class RunAndCancel extends Parts {
    public RunAndCancel() {
      answer();
    }

    @Actor
    public void executor() {
      operation.run();
    }

    @Actor
    public void user(LZ_Result r) {
      r.r2 = operation.future.cancel(true);
    }

    @Arbiter
    public void end(LZ_Result r) {
      r.r1 = outcome();
    }
  }

  /** The waiter learns that nobody wants what it takes: at once, or through the mailbox. */
  @JCStressTest
  @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "seen before the start")
  @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "sent to be cancelled")
  @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "both")
  @Outcome(expect = FORBIDDEN, desc = "issued, and nobody asks for its end")
  @State
  public static class TakeAndCancel extends Parts {
    @Actor
    public void waiter(ZZZ_Result r) {
      r.r1 = operation.take();
      r.r2 = operation.isUnwanted();
    }

    @Actor
    public void user() {
      operation.future.cancel(true);
    }

    @Arbiter
    public void end(ZZZ_Result r) {
      r.r3 = mailbox.takeAll() == operation;
    }
  }

  /** It is sent to be cancelled once, however many say that they do not want it. */
  @JCStressTest
  @Outcome(id = "1, cancelled", expect = ACCEPTABLE)
  @Outcome(id = "1, 7", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "twice in the mailbox, or not at all")
  @State
  public static class CancelAndComplete extends Parts {
    public CancelAndComplete() {
      operation.take();
    }

    @Actor
    public void user() {
      operation.future.cancel(true);
    }

    @Actor
    public void other() {
      operation.future.complete(7);
    }

    @Arbiter
    public void end(IL_Result r) {
      Linked first = mailbox.takeAll();
      for (Linked each = first; each != null && r.r1 < 3; each = each.inMailbox) {
        r.r1++;
      }
      r.r2 = outcome();
    }
  }
}

package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The queue of the completion workers, between those who bring jobs and those who take them. No
 * thread can be had, so a job is done by whoever asks for it.
 */
public final class CompletionWorkersRaces {
  private CompletionWorkersRaces() {}

  /** Counts its runs. */
  private static final class Job extends Linked {
    final AtomicInteger runs = new AtomicInteger();

    @Override
    public void run() {
      runs.incrementAndGet();
    }
  }

  /** Workers without threads, and two jobs. */
  abstract static class Queue {
    final CompletionWorkers workers =
        new CompletionWorkers(
            task -> {
              throw new RejectedExecutionException("no thread");
            });
    final Job one = new Job();
    final Job two = new Job();

    final void takeOne() {
      Linked job = workers.takeOne();
      if (job != null) {
        job.run();
      }
    }

    final void takeAll() {
      Linked job;
      while ((job = workers.takeOne()) != null) {
        job.run();
      }
    }
  }

  /** Whatever is brought while others are taken is done, once. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "forgotten, or done twice")
  @State
  public static class ExecuteAndTake extends Queue {
    public ExecuteAndTake() {
      workers.execute(one);
    }

    @Actor
    public void waiter() {
      workers.execute(two);
    }

    @Actor
    public void worker() {
      takeOne();
    }

    @Arbiter
    public void end(II_Result r) {
      takeAll();
      r.r1 = one.runs.get();
      r.r2 = two.runs.get();
    }
  }

  /** Two bring a job each, to an empty queue. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "forgotten, or done twice")
  @State
  public static class ExecuteAndExecute extends Queue {
    @Actor
    public void waiter() {
      workers.execute(one);
    }

    @Actor
    public void user() {
      workers.execute(two);
    }

    @Arbiter
    public void end(II_Result r) {
      takeAll();
      r.r1 = one.runs.get();
      r.r2 = two.runs.get();
    }
  }

  /** Two take what there is. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "forgotten, or done twice")
  @State
  public static class TakeAndTake extends Queue {
    public TakeAndTake() {
      workers.execute(one);
      workers.execute(two);
    }

    @Actor
    public void worker() {
      takeOne();
    }

    @Actor
    public void other() {
      takeOne();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = one.runs.get();
      r.r2 = two.runs.get();
    }
  }

  /** A job that waits already is not queued twice; one that has been taken is queued again. */
  @JCStressTest
  @Outcome(
      id = {"1", "2"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "forgotten, or queued twice")
  @State
  public static class TheSameAgain extends Queue {
    private int taken;

    public TheSameAgain() {
      workers.execute(one);
    }

    @Actor
    public void bringer() {
      workers.execute(one);
    }

    @Actor
    public void worker() {
      taken = workers.takeOne() == null ? 0 : 1;
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = taken;
      while (r.r1 < 3 && workers.takeOne() != null) {
        r.r1++;
      }
    }
  }
}

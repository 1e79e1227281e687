package io.github.asyncioctl.internal.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The completion of an operation, between executors that both run it. */
public final class OperationRaces {
  private OperationRaces() {}

  /** However often it is run, its answer is decoded once, and the future has that value. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "decoded twice, or never completed")
  @State
  public static class RunAndRun {
    private final AtomicInteger decoded = new AtomicInteger();
    private final Operation<Integer> operation =
        new Operation<>(
            null, null, 0, null, 0, (answer, address, count) -> decoded.incrementAndGet());

    public RunAndRun() {
      operation.succeed(0, 0);
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
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Everybody may end a future: the waiter's outcome, an executor that runs it twice, a user who
 * cancels or completes it, an engine that closes while it is being submitted. Whatever the order,
 * it ends; its answer is decoded once at most; its operation leaves the list of those that have not
 * ended; and a waiter that has issued what a user does not want is told so.
 */
public class EndsModelTest {
  private static final String CALLER = "caller";
  private static final String WAITER = "waiter";
  private static final String CLOSER = "closer";

  private final Mailbox mailbox = new Mailbox();
  private final Live live = new Live();
  private final CompletionWorkers workers =
      new CompletionWorkers(
          task -> {
            throw new RejectedExecutionException("no thread");
          });
  private final io.github.asyncioctl.internal.engine.Operation<Integer> operation;
  private int decoded;

  /** Nobody else sees the future before its caller has it. */
  private volatile boolean submitted;

  private boolean taken;
  private boolean issued;
  private boolean wanted = true;
  private boolean answered;
  private boolean closed;

  public EndsModelTest() throws KernelException {
    CountingKernel kernel = new CountingKernel();
    Counters counters = new Counters();
    Notices notices = new Notices("model", workers);
    Calls calls =
        new Calls(
            kernel,
            counters,
            (target, code, error, status, count, output, detail) ->
                new IOException("error " + error),
            notices);
    Shared shared =
        new Shared(
            mailbox,
            new Wakeup(kernel),
            live,
            calls,
            counters,
            null,
            new Completions(null, workers, notices),
            notices,
            null,
            null);
    operation =
        new io.github.asyncioctl.internal.engine.Operation<>(
            shared, new LoadTarget(8, true), 0, 0, (answer, address, count) -> ++decoded, () -> 0L);
  }

  /** As a caller does; the mailbox is the waiter's turn. */
  @Operation(nonParallelGroup = CALLER)
  public void submit() {
    if (!submitted) {
      if (!live.add(operation)) {
        operation.endWithoutOutcome();
      }
      submitted = true;
    }
  }

  @Operation(nonParallelGroup = WAITER)
  public void issue() {
    if (submitted && !taken) {
      taken = true;
      issued = operation.take() && !operation.isUnwanted();
    }
  }

  @Operation(nonParallelGroup = WAITER)
  public void answer() {
    if (taken && !answered) {
      wanted = !operation.isUnwanted();
      answered = true;
      operation.outcome(Kernel.SUCCESS, 0, 0);
      operation.takeAnswer();
      operation.ended();
    }
  }

  @Operation
  public void run() {
    operation.run();
  }

  @Operation
  public void cancel() {
    if (submitted) {
      operation.future.cancel(true);
    }
  }

  @Operation
  public void complete() {
    if (submitted) {
      operation.future.complete(7);
    }
  }

  @Operation(nonParallelGroup = CLOSER)
  public void close() {
    if (!closed) {
      closed = true;
      live.close();
      for (io.github.asyncioctl.internal.engine.Operation<?> each = live.nextToEnd(1);
          each != null;
          each = live.nextToEnd(1)) {
        each.endWithoutOutcome();
      }
    }
  }

  /** Lincheck calls it when all threads have come back. */
  @Validate
  public void endsOnceAndForAll() {
    boolean abandoned = operation.future.isAbandoned();
    if (issued && !answered && abandoned && mailbox.isEmpty()) {
      throw new AssertionError("issued, not wanted, and nobody tells the waiter");
    }
    for (Linked job = workers.takeOne(); job != null; job = workers.takeOne()) {
      job.run();
    }
    boolean hasToEnd = (submitted && closed && !answered) || (answered && wanted);
    if (hasToEnd && !operation.future.isDone()) {
      throw new AssertionError("it has not ended");
    }
    if (decoded > 1) {
      throw new AssertionError("decoded " + decoded + " times");
    }
    int[] listed = new int[1];
    live.forEach(each -> listed[0]++);
    if (listed[0] != (submitted && !operation.future.isDone() ? 1 : 0)) {
      throw new AssertionError("listed " + listed[0] + " times");
    }
  }

  @Test
  void everyFutureEnds() {
    new ModelCheckingOptions()
        .iterations(10 * Integer.getInteger("lincheck.iterations", 10))
        .invocationsPerIteration(Integer.getInteger("lincheck.invocations", 1000))
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(0)
        .check(EndsModelTest.class);
  }
}

package io.github.asyncioctl.benchmarks.jmh;

import io.github.asyncioctl.internal.engine.Engine;
import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.engine.Settings;
import io.github.asyncioctl.internal.engine.Target;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The engine alone, with its futures and a dependent on each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineBenchmark {
  private static final int FIONREAD = 0x4004667F;
  private static final int BATCH = 500;

  /** How many operations are pending all the time; twice {@link #BATCH} at least. */
  @Param("1000")
  public int pending;

  private final FlatKernel kernel = new FlatKernel();
  private final AtomicInteger left = new AtomicInteger();
  private @Nullable Engine engine;
  private volatile @Nullable Thread thread;

  private static final Target SOCKET =
      new Target() {
        @Override
        public long handle() {
          return 4;
        }

        @Override
        public boolean isSocket() {
          return true;
        }

        @Override
        public @Nullable IOException refusal() {
          return null;
        }
      };

  /** Opens the engine and lets so many operations pend. */
  @Setup
  public void open() throws KernelException {
    engine =
        new Engine(
            kernel,
            new Settings(
                "benchmark",
                Runnable::run,
                Duration.ofSeconds(5),
                Set.of(FIONREAD),
                Set.of(),
                System::nanoTime),
            (target, code, error, status, transferred, output, detail) ->
                new IOException(target.function()));
    submit(pending);
    while (kernel.pending() < pending) {
      LockSupport.parkNanos(100_000);
    }
  }

  /** Ends them. */
  @TearDown
  public void close() {
    engine().close();
  }

  private Engine engine() {
    Engine opened = engine;
    if (opened == null) {
      throw new IllegalStateException("not set up");
    }
    return opened;
  }

  private void submit(int count) {
    Engine to = engine();
    for (int i = 0; i < count; i++) {
      var unused =
          to.submit(SOCKET, FlatKernel.PENDING_CODE, null, 0, Form.RAW)
              .whenComplete((answer, failure) -> completed());
    }
  }

  private void completed() {
    if (left.decrementAndGet() == 0) {
      LockSupport.unpark(thread);
    }
  }

  /** An operation that completes at once. */
  @Benchmark
  public ByteBuffer immediate() {
    return engine().submit(SOCKET, FIONREAD, null, Integer.BYTES, Form.RAW).join();
  }

  /** So many of those that pend complete, their dependents run, and as many are submitted. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void pending() {
    thread = Thread.currentThread();
    // At least as many pend already, even if the last ones submitted have not been issued yet.
    left.set(BATCH);
    kernel.complete(BATCH);
    while (left.get() > 0) {
      LockSupport.park(this);
    }
    submit(BATCH);
  }
}

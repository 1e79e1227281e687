package io.github.asyncioctl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.CanariedIo;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.windows.OnWindows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Any code with any input and any capacity on any socket or pipe: the JVM lives, and every future
 * ends with a value or with an exception that is documented.
 */
@OnWindows
@Tag("load")
class FuzzTest {
  private static final int THREADS = 4;

  /**
   * Long enough for whatever ends when it is cancelled, on a machine that is busy. A call that has
   * faulted is not waited for.
   */
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private static final long KEPT_BYTES = 64L << 20;

  private final CanaryKernel canary = CanaryKernel.unpooled(new Win32Kernel(), KEPT_BYTES);

  /** Under engines as users have them, so that what they keep is known by kind, too. */
  private final CanaryKernel pooling = new CanaryKernel(new Win32Kernel(), KEPT_BYTES);

  FuzzTest() throws KernelException {}

  @Test
  void everyCallEnds() throws Exception {
    long seed = Load.seed("FuzzTest");
    long seconds = Load.duration(10).toSeconds();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Endings endings = new Endings();
    List<Future<Fuzzer.Result>> results = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      Supplier<Io> engines = i % 2 == 0 ? this::ofUsers : () -> new CanaryIo(canary, DRAIN);
      Fuzzer fuzzer = new Fuzzer(engines, endings, seed + i, end, Pace.full());
      results.add(threads.submit(fuzzer::run));
    }
    long calls = 0;
    long retained = 0;
    for (Future<Fuzzer.Result> future : results) {
      Fuzzer.Result result = future.get(seconds + 2 * Load.BOUND.toSeconds(), TimeUnit.SECONDS);
      calls += result.calls();
      retained += result.retained();
    }
    threads.shutdown();
    System.out.printf("FuzzTest: %d calls, memory of %d of them is kept%n", calls, retained);
    endings.untilAllEnded("FuzzTest");
    canary.check();
    pooling.check();
    Load.untilNoThreads(CanaryIo.THREADS);
    KeptCalls kept = new KeptCalls();
    kept.add(canary.unfinished());
    kept.add(pooling.unfinished());
    kept.tell("FuzzTest");
    kept.check(retained);
    assertThat(canary.openEvents() + pooling.openEvents()).isLessThanOrEqualTo((int) retained);
  }

  private Io ofUsers() {
    return Io.of(CanariedIo.open(pooling, CanaryIo.THREADS + "users", DRAIN));
  }
}

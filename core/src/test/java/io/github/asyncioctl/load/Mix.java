package io.github.asyncioctl.load;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.CanariedIo;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.win32.Win32Kernel;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.Watch;
import io.github.asyncioctl.watch.Watches;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Everything at once, in rounds: a soak, a soak with hostile dependents, fuzz, engines that come
 * and go, storms of address changes, storms of waits, datagrams. Each kind has a pace, so that the
 * machine has time for other work. Two engines live through all rounds, the others come and go.
 * Between two rounds nothing is under way, so what there is then is what is left.
 */
final class Mix implements AutoCloseable {
  private static final int SOAK_THREADS = 4;
  private static final int HOSTILE_THREADS = 2;
  private static final double ACTS = 10;
  private static final double FUZZ_CALLS = 100;
  private static final double ENGINES = 2;
  private static final double STORMS_OF_WAITS = 0.5;
  private static final double BATCHES = 2;

  private static final Duration FUZZ_DRAIN = Duration.ofSeconds(20);
  private static final String FUZZED = CanaryIo.THREADS + "fuzzed";
  private static final String WAITS = CanaryIo.THREADS + "waits";

  /** What each canary keeps; the process does not give back what it once had. */
  private static final long POISONED_BYTES = 4L << 20;

  private final CanaryKernel calm = canary(true);
  private final CanaryKernel hostile = canary(true);
  private final CanaryKernel visited = canary(true);
  private final CanaryKernel steady = canary(true);
  private final CanaryKernel fuzzed = canary(true);
  private final CanaryKernel fuzzedUnpooled = canary(false);

  private final Endings endings = new Endings();
  private final Random seeds;
  private final AsyncIoctl waiting = CanariedIo.open(steady, "steady-waits", Load.BOUND);
  private final AsyncIoctl receiving = CanariedIo.open(steady, "steady-datagrams", Load.BOUND);
  private final Watch<LocalAddress> watch = Watches.addresses(waiting, StandardProtocolFamily.INET);
  private final LongAdder addressChanges = new LongAdder();
  private final LongAdder futures = new LongAdder();
  private final LongAdder fuzzCalls = new LongAdder();
  private final LongAdder retained = new LongAdder();
  private final LongAdder visits = new LongAdder();
  private final LongAdder datagrams = new LongAdder();

  Mix(long seed) throws KernelException {
    seeds = new Random(seed);
    watch.listen(change -> addressChanges.increment());
  }

  private static CanaryKernel canary(boolean pools) throws KernelException {
    return new CanaryKernel(new Win32Kernel(), Allocator.ofPages(), POISONED_BYTES, pools);
  }

  /** All kinds for a while. Nothing is under way when this returns. */
  void round(long seconds) throws Exception {
    long end = System.nanoTime() + SECONDS.toNanos(seconds);
    AddressChanges changes = AddressChanges.storms(Math.max(0, seconds - 2));
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> kinds = new ArrayList<>();
    try {
      for (Callable<?> kind : kinds(seconds, end)) {
        kinds.add(threads.submit(kind));
      }
      for (Future<?> kind : kinds) {
        kind.get(seconds + 3 * Load.BOUND.toSeconds(), SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    changes.await();
    endings.untilAllEnded("mix");
    checkNothingIsUnderWay();
  }

  /** Their seeds are drawn here, one after the other, so that the mix's own seed repeats them. */
  private List<Callable<?>> kinds(long seconds, long end) {
    return List.of(
        soak(calm, SOAK_THREADS, seconds, false),
        soak(hostile, HOSTILE_THREADS, seconds, true),
        fuzz(() -> Io.of(CanariedIo.open(fuzzed, FUZZED, FUZZ_DRAIN)), end),
        fuzz(() -> new CanaryIo(fuzzedUnpooled, FUZZ_DRAIN), end),
        visits(end),
        waits(end),
        datagrams(end));
  }

  private Callable<Void> soak(CanaryKernel kernel, int threads, long seconds, boolean isHostile) {
    long seed = seeds.nextLong();
    return () -> {
      Soak soak = new Soak(kernel);
      soak.run(threads, seed, seconds, isHostile, () -> Pace.perSecond(ACTS));
      soak.endings.untilAllEnded(isHostile ? "hostile soak" : "soak");
      futures.add(soak.endings.count());
      return null;
    };
  }

  private Callable<Void> fuzz(Supplier<Io> engines, long end) {
    long seed = seeds.nextLong();
    return () -> {
      Pace pace = Pace.perSecond(FUZZ_CALLS);
      Fuzzer.Result result = new Fuzzer(engines, endings, seed, end, pace).run();
      fuzzCalls.add(result.calls());
      retained.add(result.retained());
      return null;
    };
  }

  private Callable<Void> visits(long end) {
    return () -> {
      Visitors visitors = new Visitors(visited, endings);
      visitors.comeUntil(end, Pace.perSecond(ENGINES));
      visits.add(visitors.came());
      return null;
    };
  }

  private Callable<Void> waits(long end) {
    long seed = seeds.nextLong();
    return () -> {
      WaitStorms storms =
          new WaitStorms(waiting, () -> CanariedIo.open(visited, WAITS, Load.BOUND), endings, seed);
      storms.blowUntil(end, Pace.perSecond(STORMS_OF_WAITS));
      return null;
    };
  }

  private Callable<Void> datagrams(long end) {
    long seed = seeds.nextLong();
    return () -> {
      DatagramTraffic traffic = new DatagramTraffic(receiving, endings, seed);
      traffic.flowUntil(end, Pace.perSecond(BATCHES));
      datagrams.add(traffic.received());
      return null;
    };
  }

  /**
   * What every engine has is released, but for what is kept on purpose: the memory of fuzzed calls
   * that the kernel has not given back, and the pools of the engines that live on.
   */
  private void checkNothingIsUnderWay() {
    Load.untilNoThreads(CanaryIo.THREADS);
    for (CanaryKernel each : List.of(calm, hostile, visited)) {
      assertThat(each.livePieces()).isZero();
      assertThat(each.openEvents()).isZero();
    }
    for (CanaryKernel each : all()) {
      each.releaseKept();
      each.check();
    }
    Load.until("no wait is left", () -> waiting.stats().waits().pending() == 0);
    for (AsyncIoctl each : List.of(waiting, receiving)) {
      assertThat(each.stats().retained()).isZero();
      assertThat(each.stats().inconsistent()).isZero();
      assertThat(each.stats().waits().retained()).isZero();
    }
    kept().tell("mix");
  }

  /** The calls whose memory is kept on purpose, as long as nothing is under way. */
  KeptCalls kept() {
    KeptCalls calls = new KeptCalls();
    calls.add(fuzzed.unfinished());
    calls.add(fuzzedUnpooled.unfinished());
    return calls;
  }

  /** Finds out whether each call whose memory is kept is of a kind that is known. */
  void checkKept() {
    kept().check(retained.sum());
    assertThat(fuzzed.openEvents() + fuzzedUnpooled.openEvents())
        .isLessThanOrEqualTo(kept().count());
  }

  private List<CanaryKernel> all() {
    return List.of(calm, hostile, visited, steady, fuzzed, fuzzedUnpooled);
  }

  /** What the engines have allocated, as long as nothing is under way. */
  long nativeBytes() {
    return all().stream().mapToLong(CanaryKernel::liveBytes).sum();
  }

  /** How many operations there were so far. */
  long operations() {
    return endings.count() + futures.sum() + datagrams.sum();
  }

  @Override
  public String toString() {
    return String.format(
        "%d futures of the soaks, %d fuzzed calls, %d engines came and went, %d waits,"
            + " %d datagrams, %d changes of addresses seen",
        futures.sum(),
        fuzzCalls.sum(),
        visits.sum(),
        waiting.stats().waits().signalled() + waiting.stats().waits().withdrawn(),
        datagrams.sum(),
        addressChanges.sum());
  }

  @Override
  public void close() {
    watch.close();
    waiting.close();
    receiving.close();
    steady.check();
    assertThat(steady.livePieces()).isZero();
    assertThat(steady.openEvents()).isZero();
  }
}

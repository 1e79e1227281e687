package io.github.asyncioctl.load;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** What the threads of a soak share: a few engines that come and go, and the latest futures. */
final class Soak {
  private static final int ENGINES = 3;
  private static final int RECENT = 1 << 12;

  final Endings endings = new Endings();
  final AtomicInteger enginesOpened = new AtomicInteger();
  final AtomicInteger mostPending = new AtomicInteger();
  final AtomicInteger blocked = new AtomicInteger();

  /** Opens when nothing is left to do but to end what blocks. */
  final CountDownLatch over = new CountDownLatch(1);

  private final AtomicLong longestCloseNanos = new AtomicLong();
  private final CanaryKernel kernel;
  private final AtomicReferenceArray<CanaryIo> engines = new AtomicReferenceArray<>(ENGINES);
  private final AtomicReferenceArray<CompletableFuture<?>> recent =
      new AtomicReferenceArray<>(RECENT);
  private final AtomicLong submitted = new AtomicLong();

  Soak(CanaryKernel kernel) {
    this.kernel = kernel;
    for (int i = 0; i < ENGINES; i++) {
      engines.set(i, open());
    }
  }

  private CanaryIo open() {
    enginesOpened.incrementAndGet();
    return new CanaryIo(kernel, Load.BOUND.dividedBy(2));
  }

  CanaryIo engine(Random random) {
    return engines.get(random.nextInt(ENGINES));
  }

  /** Puts a new engine in an old one's place and closes that, with whatever it is at. */
  void replaceEngine(Random random) {
    close(engines.getAndSet(random.nextInt(ENGINES), open()));
  }

  private void close(CanaryIo engine) {
    long before = System.nanoTime();
    engine.close();
    longestCloseNanos.accumulateAndGet(System.nanoTime() - before, Math::max);
    if (engine.retained() != 0 || engine.inconsistent() != 0) {
      throw new AssertionError(
          engine.retained() + " retained, " + engine.inconsistent() + " inconsistent");
    }
    // Whoever had the engine before it was closed may just be refused.
    Load.until("nothing pends on a closed engine", () -> engine.pending() == 0);
  }

  /** Takes note of a future that was submitted. */
  void submitted(CompletableFuture<?> future) {
    recent.set((int) (submitted.getAndIncrement() % RECENT), future);
    endings.expect(future);
    int pending = 0;
    for (int i = 0; i < ENGINES; i++) {
      pending += engines.get(i).pending();
    }
    if (pending > mostPending.get()) {
      mostPending.accumulateAndGet(pending, Math::max);
    }
  }

  long longestCloseMillis() {
    return NANOSECONDS.toMillis(longestCloseNanos.get());
  }

  /** A future that somebody submitted lately, or null. */
  CompletableFuture<?> anybodys(Random random) {
    return recent.get(random.nextInt(RECENT));
  }

  /** Lets actors do anything for a while; everything has ended then. */
  void run(int threads, long seed, long seconds, boolean hostile) throws Exception {
    run(threads, seed, seconds, hostile, Pace::full);
  }

  /** The same with a pace for each actor. */
  void run(int threads, long seed, long seconds, boolean hostile, Supplier<Pace> paces)
      throws Exception {
    long end = System.nanoTime() + SECONDS.toNanos(seconds);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<Void>> actors = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        actors.add(executor.submit(new SoakActor(this, seed + i, end, hostile, paces.get())::run));
      }
      for (Future<Void> actor : actors) {
        actor.get(seconds + 2 * Load.BOUND.toSeconds(), SECONDS);
      }
    } finally {
      executor.shutdownNow();
      for (int i = 0; i < ENGINES; i++) {
        close(engines.get(i));
      }
      over.countDown();
    }
    if (!executor.awaitTermination(Load.BOUND.toSeconds(), SECONDS)) {
      throw new AssertionError("actors have not ended");
    }
  }
}

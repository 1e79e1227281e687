package io.github.asyncioctl.load;

import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Dependents that do what no dependent should. */
final class HostileDependents {
  /** How many may block in a soak, as each one costs a thread. */
  static final int BLOCKED = 20;

  private final Soak soak;
  private final Random random;

  HostileDependents(Soak soak, long seed) {
    this.soak = soak;
    this.random = new Random(~seed);
  }

  void addTo(CompletableFuture<?> future) {
    long seed = random.nextLong();
    CompletableFuture<Void> unused =
        future.handle(
            (value, failure) -> {
              misbehave(new Random(seed));
              return null;
            });
  }

  private void misbehave(Random dice) {
    switch (dice.nextInt(8)) {
      case 0 -> throw new OutOfMemoryError("by a dependent");
      case 1 -> throw new LinkageError("by a dependent");
      case 2 -> overflow(0);
      case 3 -> Thread.currentThread().interrupt();
      case 4 -> interruptSomebody(dice);
      case 5, 6 -> cancelSomebodys(dice);
      default -> blockForEver();
    }
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int overflow(int depth) {
    return overflow(depth + 1) + 1;
  }

  /** Any thread of an engine: its waiter, or one that completes futures. */
  private static void interruptSomebody(Random dice) {
    Thread[] threads = new Thread[Thread.activeCount() + 10];
    int count = Thread.enumerate(threads);
    Thread somebody = threads[dice.nextInt(count)];
    if (somebody.getName().startsWith(CanaryIo.THREADS)) {
      somebody.interrupt();
    }
  }

  private void cancelSomebodys(Random dice) {
    for (int i = 0; i < 5; i++) {
      CompletableFuture<?> future = soak.anybodys(dice);
      if (future != null) {
        future.cancel(true);
      }
    }
  }

  /** Blocks a thread of an engine's until the soak is over; its actors have other things to do. */
  private void blockForEver() {
    if (!Thread.currentThread().getName().contains("-completions")
        || soak.blocked.incrementAndGet() > BLOCKED) {
      return;
    }
    boolean over = false;
    while (!over) {
      try {
        soak.over.await();
        over = true;
      } catch (InterruptedException e) {
        // For ever is for ever.
      }
    }
  }
}

package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything at once: the world changes, arms and reads fail, subscribers come, go, sleep and
 * throw, on many threads. Whatever happens, everybody who stays ends with the last state, what each
 * one was told is consistent ({@link Probe} sees to that), and nothing stays open.
 */
class WatchStormTest {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final int ACTORS = 4;
  private static final int STEPS = 400;

  /** Time that passes two thousand times as fast. */
  private static final Timer FAST =
      new Timer() {
        @Override
        public long nanoTime() {
          return System.nanoTime() * 2000;
        }

        @Override
        public CompletableFuture<Void> after(Duration delay) {
          return RealTime.DELAYS.after(delay.dividedBy(2000));
        }
      };

  private final FakeSource source = new FakeSource();
  private final Watch<String> watch =
      new Watch<>(source, null, new Couriers(WatchStormTest::newThread, FAST), FAST);

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "storm");
    thread.setDaemon(true);
    return thread;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theLastStateIsAlwaysRight(long seed) throws Exception {
    List<Probe<String>> staying = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Probe<String> probe = Probe.unbounded();
      watch.subscribe(probe);
      staying.add(probe);
    }
    List<Thread> actors = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    for (int i = 0; i < ACTORS; i++) {
      Random random = new Random(seed * ACTORS + i);
      Thread actor = new Thread(() -> act(random), "actor");
      actor.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
      actors.add(actor);
      actor.start();
    }
    for (Thread actor : actors) {
      actor.join(BOUND.toMillis());
      assertThat(actor.isAlive()).as("an actor is still at work").isFalse();
    }
    assertThat(thrown).isEmpty();
    source.heal();

    for (Probe<String> probe : staying) {
      until(
          "seed " + seed + ": the last state",
          () -> {
            Change<String> last = probe.last();
            return last != null
                && last.current().equals(source.world())
                && last.failure().isEmpty()
                && source.isArmed();
          });
      assertThat(probe.failure()).isNull();
      assertThat(probe.changes()).isNotEmpty();
    }
    staying.forEach(probe -> probe.subscription().cancel());
    until("everything is closed", () -> !source.isArmed() && source.opened() == source.closed());
    watch.close();
  }

  private void act(Random random) {
    List<Probe<String>> mine = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      switch (random.nextInt(12)) {
        case 0 -> source.failNextArms(1 + random.nextInt(3), new IOException("arm"));
        case 1 -> source.failNextReads(1 + random.nextInt(8), new IOException("read"));
        case 2 -> source.onceBeforeArm(() -> source.change("arm" + random.nextInt(5)));
        case 3 -> source.onceAfterRead(() -> source.change("read" + random.nextInt(5)));
        case 4, 5 -> mine.add(subscribe(random));
        case 6 -> leave(mine, random);
        case 7 -> request(mine, random);
        default -> source.change(names(random));
      }
      if (random.nextInt(8) == 0) {
        LockSupport.parkNanos(random.nextInt(1_000_000));
      }
    }
    mine.forEach(probe -> probe.subscription().cancel());
    mine.forEach(Probe::changes);
  }

  private Probe<String> subscribe(Random random) {
    Probe<String> probe = new Probe<>(random.nextInt(3));
    boolean bad = random.nextInt(5) == 0;
    watch.subscribe(
        probe.reacting(
            change -> {
              if (bad) {
                throw new IllegalStateException("as the test wants it");
              }
            }));
    return probe;
  }

  private static void leave(List<Probe<String>> mine, Random random) {
    if (!mine.isEmpty()) {
      mine.remove(random.nextInt(mine.size())).subscription().cancel();
    }
  }

  private static void request(List<Probe<String>> mine, Random random) {
    if (!mine.isEmpty()) {
      mine.get(random.nextInt(mine.size())).subscription().request(1 + random.nextInt(5));
    }
  }

  private static String[] names(Random random) {
    Set<String> names = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      names.add("n" + random.nextInt(8));
    }
    return names.toArray(String[]::new);
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("time left until " + what).isNegative();
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}

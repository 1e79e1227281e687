package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.internal.kernel.KernelException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Whole engines under random load, on a kernel that checks what they do with memory and events.
 *
 * <p>In all of them: each future ends, with its own answer, by its caller's doing, or because the
 * engine was closed. An engine that has been closed has nothing pending, has kept nothing, and has
 * given back all memory and all events, each once, and none while the kernel had it. No event is
 * set after it was closed.
 */
class EngineLoadTest {
  private static final long NANOS =
      TimeUnit.MILLISECONDS.toNanos(1000 * Long.getLong("stress.seconds", 3) / 3);

  private final long seed = Long.getLong("stress.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final LoadKernel kernel = new LoadKernel();

  private Engine open(Executor executor) throws KernelException {
    Settings settings =
        new Settings(
            "load",
            executor,
            Duration.ofSeconds(20),
            Set.of(LoadKernel.NOW, LoadKernel.SURPRISE),
            Set.of(),
            System::nanoTime);
    return new Engine(
        kernel,
        settings,
        (call, code, error, status, count, output, detail) ->
            new IOException("error " + error + " " + detail));
  }

  /** Lets them run beside each other, and the kernel complete what completes by itself. */
  private void load(Engine engine, List<LoadCaller> callers, long nanos)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread completer =
        new Thread(
            () -> {
              while (!over.get()) {
                kernel.completeOldest();
                LockSupport.parkNanos(20_000);
              }
            });
    completer.start();
    callers.forEach(Thread::start);
    LockSupport.parkNanos(nanos);
    engine.close();
    List<String> faults = new ArrayList<>();
    for (LoadCaller caller : callers) {
      caller.join();
      faults.addAll(caller.faults());
    }
    over.set(true);
    completer.join();
    assertThat(faults).as("faults, seed %s", seed).isEmpty();
    assertThat(kernel.violations()).as("violations, seed %s", seed).isEmpty();
    assertThat(engine.pending()).as("pending, seed %s", seed).isEmpty();
    assertThat(engine.counters().retained()).as("retained").isZero();
    awaitNothing(engine);
    assertThat(kernel.isEmpty()).as("%s, seed %s", kernel.contents(), seed).isTrue();
    assertThat(engine.counters().pending()).as("pending").isZero();
    assertThat(engine.counters().pendingBytes()).as("pending bytes").isZero();
  }

  /** The workers give large memory back, and may do so a moment after the engine has closed. */
  private void awaitNothing(Engine engine) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!(kernel.isEmpty() && engine.counters().pendingBytes() == 0)
        && System.nanoTime() < end) {
      LockSupport.parkNanos(100_000);
    }
  }

  /**
   * Engines that are closed while callers submit, cancel and complete: early, late, and at once.
   */
  @Test
  void closeAgainstSubmit() throws Exception {
    long end = System.nanoTime() + NANOS;
    do {
      Engine engine = open(random.nextBoolean() ? null : Runnable::run);
      load(
          engine,
          LoadCaller.rivals(
              engine,
              random.nextLong(),
              LoadKernel.NOW,
              LoadKernel.SOON,
              LoadKernel.NEVER,
              LoadKernel.SURPRISE),
          random.nextInt(3_000_000));
    } while (System.nanoTime() < end);
  }

  /** A slot serves one call at a time, from before the call until its answer has been copied. */
  @Test
  void inlineSlotsAreNotShared() throws Exception {
    long end = System.nanoTime() + NANOS;
    do {
      Engine engine = open(null);
      load(engine, LoadCaller.rivals(engine, random.nextLong(), LoadKernel.NOW), NANOS / 5);
    } while (System.nanoTime() < end);
  }

  /** The waiter wakes for each command, though it sleeps after nearly every one. */
  @Test
  void noWakeUpIsLost() throws Exception {
    long end = System.nanoTime() + NANOS;
    Engine engine = open(Runnable::run);
    List<Thread> senders = new ArrayList<>();
    List<Throwable> faults = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      senders.add(new Thread(() -> pingPong(engine, end, faults)));
    }
    senders.forEach(Thread::start);
    for (Thread sender : senders) {
      sender.join();
    }
    engine.close();
    assertThat(faults).isEmpty();
    assertThat(kernel.violations()).isEmpty();
    awaitNothing(engine);
    assertThat(kernel.isEmpty()).as("%s, seed %s", kernel.contents(), seed).isTrue();
  }

  private static void pingPong(Engine engine, long end, List<Throwable> faults) {
    try {
      while (System.nanoTime() < end) {
        // On a device nothing is known to complete at once, so this goes through the waiter.
        engine
            .submit(
                new LoadTarget(8, false),
                LoadKernel.NOW,
                null,
                0,
                (answer, address, transferred) -> 0)
            .get(10, TimeUnit.SECONDS);
      }
    } catch (Throwable thrown) {
      synchronized (faults) {
        faults.add(thrown);
      }
    }
  }
}

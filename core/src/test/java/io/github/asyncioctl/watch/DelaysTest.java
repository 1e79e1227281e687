package io.github.asyncioctl.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Delays in real time, on a thread that comes and goes. */
class DelaysTest {
  private static final long BOUND_SECONDS = 30;
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofDays(1);

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Delays delays = new Delays(this::newThread);

  private Thread newThread(Runnable task) {
    Thread created = new Thread(task, "delays");
    created.setDaemon(true);
    threads.add(created);
    return created;
  }

  private static void await(CompletableFuture<Void> end) throws Exception {
    end.get(BOUND_SECONDS, TimeUnit.SECONDS);
  }

  private static void joinAll(List<Thread> all) throws Exception {
    for (Thread each : all) {
      each.join(TimeUnit.SECONDS.toMillis(BOUND_SECONDS));
      assertThat(each.isAlive()).isFalse();
    }
  }

  @Test
  void itEndsNotBeforeItsTime() throws Exception {
    long start = delays.nanoTime();
    await(delays.after(SHORT));

    assertThat(Duration.ofNanos(delays.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void theShorterOneEndsFirstWhicheverCameFirst() throws Exception {
    CompletableFuture<Void> longer = delays.after(LONG);
    await(delays.after(SHORT));
    await(delays.after(Duration.ZERO));
    await(delays.after(Duration.ofNanos(-1)));

    assertThat(longer).isNotDone();
    longer.cancel(false);
  }

  @Test
  void aDurationThatNobodyLivesToSeeIsNotOver() throws Exception {
    CompletableFuture<Void> never = delays.after(Duration.ofSeconds(Long.MAX_VALUE));
    await(delays.after(SHORT));

    assertThat(never).isNotDone();
    never.cancel(false);
  }

  @Test
  void manyEndOnOneThread() throws Exception {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      all.add(delays.after(SHORT));
    }
    await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));

    assertThat(threads).hasSize(1);
  }

  @Test
  void theThreadEndsWhenNobodyWaitsAndAnotherOneBegins() throws Exception {
    await(delays.after(SHORT));
    CompletableFuture<Void> cancelled = delays.after(LONG);
    cancelled.cancel(false);
    joinAll(threads);
    await(delays.after(SHORT));

    assertThat(threads).hasSize(2);
    joinAll(threads);
  }

  @Test
  void anInterruptCostsNothing() throws Exception {
    CompletableFuture<Void> end = delays.after(SHORT);
    threads.forEach(Thread::interrupt);
    await(end);

    assertThat(threads).hasSize(1);
  }

  @Test
  void withoutAThreadItSaysSoAndTheNextOneTriesAgain() throws Exception {
    AtomicBoolean poor = new AtomicBoolean(true);
    Delays scarce =
        new Delays(
            task -> {
              if (poor.getAndSet(false)) {
                throw new OutOfMemoryError("as the test wants it");
              }
              return newThread(task);
            });
    assertThatThrownBy(() -> scarce.after(SHORT)).isInstanceOf(OutOfMemoryError.class);

    await(scarce.after(SHORT));
  }
}

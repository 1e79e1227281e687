package io.github.asyncioctl.internal.waits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.internal.engine.CompanionParts;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.Logged;
import io.github.asyncioctl.sim.SimulatedWaits;
import io.github.asyncioctl.sim.SimulatedWaits.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers get, with a keeper whose thread the test plays. */
@Timeout(value = 30, threadMode = SEPARATE_THREAD)
class WaitsTest {
  private final WaitParts parts = new WaitParts();
  private final SimulatedWaits system = parts.system;
  private final AtomicLong clock = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Runnable> keepers = new ArrayList<>();
  private final CompanionParts lent = new CompanionParts(null, this::thread);
  private int opened;
  private Error thrownByStart;
  private final Waits waits =
      new Waits(
          () -> {
            opened++;
            return parts.port;
          },
          lent.companion(),
          clock::get);

  private Thread thread(Runnable task, String role) {
    Thread thread =
        new Thread(task, "parts-" + role) {
          @Override
          public synchronized void start() {
            if (thrownByStart != null) {
              throw thrownByStart;
            }
            keepers.add(task);
          }
        };
    threads.add(thread);
    return thread;
  }

  @AfterEach
  void nothingWasHarmed() {
    assertThat(system.violations()).isEmpty();
  }

  /** Has the keeper do what there is to do; it ends, as it was asked to close. */
  private void playKeeper() {
    assertThat(keepers).hasSize(1);
    WaitParts.play(keepers.get(0));
    lent.work();
  }

  private void close() {
    waits.askToClose();
    lent.work();
    playKeeper();
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return future.handle((value, failure) -> failure).getNow(null);
  }

  private void assertOwnersOnly(int owners) {
    assertThat(system.openHandles()).as("handles").isEqualTo(owners);
    assertThat(system.registered()).as("registered").isZero();
    assertThat(waits.counters().pending()).as("pending").isZero();
  }

  // --- What is waited for ---

  @Test
  void whatIsNotSignalledPends() {
    long handle = system.create(Kind.MANUAL);
    clock.set(1000);
    CompletableFuture<Void> future = waits.submit(handle);
    assertThat(future).isNotDone();
    clock.set(4000);
    assertThat(waits.pending())
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.function()).isEqualTo("RegisterWaitForSingleObject");
              assertThat(shown.handle()).isEqualTo(handle);
              assertThat(shown.isSocket()).isFalse();
              assertThat(shown.ageNanos()).isEqualTo(3000);
            });
    assertThat(waits.counters().pending()).isEqualTo(1);
    close();
    assertThat(waits.pending()).isEmpty();
    assertOwnersOnly(1);
  }

  /** It is in the list until they return. */
  @Test
  void whatHasEndedIsNotShownThoughItsDependentsRun() {
    CompletableFuture<Void> future = waits.submit(system.create(Kind.AUTO));
    List<Integer> shown = new ArrayList<>();
    CompletableFuture<Void> unused = future.thenRun(() -> shown.add(waits.pending().size()));
    assertThat(future.complete(null)).isTrue();
    assertThat(shown).containsExactly(0);
  }

  @Test
  void whatIsSignalledCompletesAtOnceAndNeedsNoKeeper() {
    long handle = system.create(Kind.AUTO);
    system.signal(handle);
    assertThat(waits.submit(handle)).isCompletedWithValue(null);
    assertThat(system.signals(handle)).as("taken").isZero();
    assertThat(waits.counters().signalled()).isEqualTo(1);
    assertThat(threads).isEmpty();
    assertOwnersOnly(1);
    waits.askToClose();
    waits.awaitEnd(past());
  }

  @Test
  void aMutexIsRefusedAndItsDuplicateIsClosed() {
    long handle = system.create(Kind.MUTEX);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> waits.submit(handle))
        .withMessageStartingWith("handle 0x" + Long.toHexString(handle) + " is a mutex");
    assertThat(threads).isEmpty();
    assertOwnersOnly(1);
  }

  @Test
  void theHandleOfNobodyIsRefusedBeforeTheSystemSeesIt() {
    parts.at(
        "duplicate",
        () -> {
          throw new AssertionError("the system takes it for this process");
        });
    IoctlException failure = (IoctlException) failure(waits.submit(-1));
    assertThat(failure.error()).isEqualTo(6);
    assertThat(failure)
        .hasMessageStartingWith("DuplicateHandle failed")
        .hasMessageEndingWith("INVALID_HANDLE_VALUE");
  }

  @Test
  void whatCannotBeDuplicatedFailsWithTheOwnersHandle() {
    long handle = system.create(Kind.DENIED);
    IoctlException failure = (IoctlException) failure(waits.submit(handle));
    assertThat(failure.error()).isEqualTo(5);
    assertThat(failure).hasMessageContaining("on handle 0x" + Long.toHexString(handle));
    assertOwnersOnly(1);
  }

  @Test
  void whatCannotBeAskedFailsAndItsDuplicateIsClosed() {
    long handle = system.create(Kind.AUTO);
    parts.at(
        "isMutex",
        () -> {
          throw new KernelException("NtQueryObject", 31);
        });
    IoctlException failure = (IoctlException) failure(waits.submit(handle));
    assertThat(failure).hasMessageStartingWith("NtQueryObject failed");
    assertThat(failure.error()).isEqualTo(31);
    assertOwnersOnly(1);
  }

  @Test
  void aProcessIsWaitedForWithAHandleOfItsOwn() {
    long pid = system.create(Kind.MANUAL);
    CompletableFuture<Void> future = waits.submitProcess(pid);
    assertThat(waits.pending())
        .singleElement()
        .satisfies(shown -> assertThat(shown.handle()).isNotZero().isNotEqualTo(pid));
    close();
    assertThat(failure(future)).hasMessageEndingWith("the engine was closed");
    assertOwnersOnly(1);
  }

  @Test
  void aProcessThatThereIsNotIsNamedByItsNumber() {
    IoctlException failure = (IoctlException) failure(waits.submitProcess(77));
    assertThat(failure.error()).isEqualTo(6);
    assertThat(failure).hasMessageEndingWith("process 77");
  }

  // --- The keeper ---

  @Test
  void oneKeeperServesAll() {
    CompletableFuture<Void> first = waits.submit(system.create(Kind.AUTO));
    CompletableFuture<Void> second = waits.submit(system.create(Kind.AUTO));
    assertThat(threads).hasSize(1);
    assertThat(keepers).as("started").hasSize(1);
    assertThat(opened).as("asked for each").isEqualTo(2);
    close();
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(waits.counters().withdrawn()).isEqualTo(2);
    assertOwnersOnly(2);
  }

  @Test
  void withoutAThreadForItTheCallerIsToldAndTheNextOneTriesAgain() {
    long handle = system.create(Kind.AUTO);
    thrownByStart = new StackOverflowError("as good as no thread, and JUnit goes on");
    assertThatThrownBy(() -> waits.submit(handle)).isSameAs(thrownByStart);
    assertOwnersOnly(1);
    thrownByStart = null;
    assertThat(waits.submit(handle)).isNotDone();
    close();
    assertOwnersOnly(1);
  }

  // --- The end ---

  @Test
  void closingEndsTheFuturesBeforeTheSystemHasGivenBackWhatItHas() {
    CompletableFuture<Void> future = waits.submit(system.create(Kind.AUTO));
    waits.askToClose();
    assertThat(future).as("a worker does it").isNotDone();
    lent.work();
    assertThat(failure(future)).hasMessageEndingWith("the engine was closed");
    assertThat(waits.counters().pending()).isEqualTo(1);
    waits.askToClose();
    assertThat(lent.takeOne()).as("once").isNull();
    playKeeper();
    assertOwnersOnly(1);
    waits.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
    assertThat(waits.counters().retained()).isZero();
  }

  @Test
  void whatIsClosedRefusesAtOnce() {
    waits.askToClose();
    assertThatIllegalStateException()
        .isThrownBy(() -> waits.submit(1))
        .withMessage("the engine is closed");
    assertThatIllegalStateException().isThrownBy(() -> waits.submitProcess(1));
    assertThat(opened).isZero();
  }

  /** It looked whether it is open before, and finds no keeper after. */
  @Test
  void theFirstWaitThatMeetsTheEndIsRefused() {
    long handle = system.create(Kind.AUTO);
    parts.at("looked", waits::askToClose);
    assertThatIllegalStateException()
        .isThrownBy(() -> waits.submit(handle))
        .withMessage("the engine is closed");
    assertThat(threads).isEmpty();
    assertOwnersOnly(1);
  }

  /** The keeper is there, and those who end the futures may have looked already. */
  @Test
  void aLaterWaitThatMeetsTheEndFailsAtOnce() {
    CompletableFuture<Void> first = waits.submit(system.create(Kind.AUTO));
    parts.at("looked", waits::askToClose);
    CompletableFuture<Void> second = waits.submit(system.create(Kind.AUTO));
    assertThat(failure(second)).hasMessageEndingWith("the engine was closed");
    assertThat(first).isNotDone();
    assertThat(waits.counters().pending()).as("the keeper's").isEqualTo(2);
    lent.work();
    playKeeper();
    assertOwnersOnly(2);
  }

  @Test
  void aWaitThatFindsTheKeeperGoneFailsAndGivesBackItsHandle() {
    CompletableFuture<Void> first = waits.submit(system.create(Kind.AUTO));
    parts.at("looked", this::close);
    CompletableFuture<Void> second = waits.submit(system.create(Kind.AUTO));
    assertThat(first).isCompletedExceptionally();
    assertThat(failure(second)).hasMessageEndingWith("the engine was closed");
    assertThat(waits.counters().withdrawn()).isEqualTo(1);
    assertThat(waits.pending()).isEmpty();
    assertOwnersOnly(2);
  }

  @Test
  void whatTheKeeperHasWhenTheTimeIsUpIsRetainedUntilItComesBack() {
    CompletableFuture<Void> future = waits.submit(system.create(Kind.AUTO));
    waits.askToClose();
    try (Logged log = new Logged()) {
      waits.awaitEnd(past());
      assertThat(future).as("ended by whoever closes").isCompletedExceptionally();
      lent.work();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .endsWith("1 waits were not unregistered; their handles stay open");
    }
    assertThat(waits.counters().pending()).isZero();
    assertThat(waits.counters().retained()).isEqualTo(1);
    playKeeper();
    assertThat(waits.counters().retained()).isZero();
    assertOwnersOnly(1);
  }

  /** A dependent that it runs itself closes the engine, and would wait for itself. */
  @Test
  void theKeeperDoesNotWaitForItself() throws Exception {
    CompanionParts direct =
        new CompanionParts(Runnable::run, (task, role) -> new Thread(task, "parts-" + role));
    Waits own = new Waits(() -> parts.port, direct.companion(), clock::get);
    long handle = system.create(Kind.AUTO);
    CompletableFuture<Integer> retained =
        own.submit(handle)
            .thenApply(
                none -> {
                  own.askToClose();
                  own.awaitEnd(past());
                  return own.counters().retained();
                });
    system.signal(handle);
    assertThat(retained.get(20, TimeUnit.SECONDS)).isZero();
    own.awaitEnd(System.nanoTime() + TimeUnit.SECONDS.toNanos(20));
    assertThat(own.counters().pending()).isZero();
  }

  private static long past() {
    return System.nanoTime() - 1;
  }
}

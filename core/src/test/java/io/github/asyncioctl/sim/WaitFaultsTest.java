package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.SimulatedIo;
import io.github.asyncioctl.WaitStats;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.sim.SimulatedWaits.Kind;
import io.github.asyncioctl.windows.Waits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits on a system, and with an executor, that does not do what it should. */
@Timeout(60)
class WaitFaultsTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  private final SimulatedWaits system = new SimulatedWaits();

  private AsyncIoctl open(Executor executor) throws KernelException {
    return SimulatedIo.open("faulty", new SimulatedKernel(), executor, system, SHORT);
  }

  private void untilNothingIsHeld(AsyncIoctl io) {
    Waits.until("nothing is held", () -> io.stats().waits().pending() == 0);
  }

  @Test
  void handleWithoutTheRightToWait() throws Exception {
    long handle = system.create(Kind.DENIED);
    try (AsyncIoctl io = open(null)) {
      IoctlException failure = Waits.ioctlFailure(io.waitAsync(handle));
      assertThat(failure.error()).isEqualTo(5);
      assertThat(failure).hasMessageStartingWith("DuplicateHandle failed: ERROR_ACCESS_DENIED (5)");
    }
  }

  @Test
  void registrationThatIsRefusedFailsTheFuture() throws Exception {
    long event = system.create(Kind.AUTO);
    system.refuseRegister(true);
    try (AsyncIoctl io = open(null)) {
      IoctlException failure = Waits.ioctlFailure(io.waitAsync(event));
      assertThat(failure.error()).isEqualTo(1450);
      assertThat(failure)
          .hasMessageStartingWith(
              "RegisterWaitForSingleObject failed: ERROR_NO_SYSTEM_RESOURCES (1450), on handle 0x");
      untilNothingIsHeld(io);
      assertThat(system.openHandles()).as("the owner's").isEqualTo(1);
    }
  }

  @Test
  void eventsThatCannotBeHadAreTriedAgain() throws Exception {
    long event = system.create(Kind.AUTO);
    AsyncIoctl io = open(null);
    CompletableFuture<Void> future = io.waitAsync(event);
    Waits.until("registered", () -> system.registered() == 1);
    system.refuseEvents(3);
    future.cancel(true);
    untilNothingIsHeld(io);
    io.close();
    assertThat(system.openHandles()).isEqualTo(1);
    assertThat(system.violations()).isEmpty();
  }

  /** Nobody knows whether it will call: what it would call stays, and so does the handle. */
  @Test
  void waitThatTheSystemDoesNotForgetIsKept() throws Exception {
    long event = system.create(Kind.AUTO);
    AsyncIoctl io = open(null);
    CompletableFuture<Void> future = io.waitAsync(event);
    Waits.until("registered", () -> system.registered() == 1);
    system.refuseUnregister(true);
    future.cancel(true);
    Waits.until("retained", () -> io.stats().waits().retained() == 1);
    long other = system.create(Kind.MANUAL);
    CompletableFuture<Void> second = io.waitAsync(other);
    system.signal(other);
    Waits.get(second);
    long start = System.nanoTime();
    io.close();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
    assertThat(system.openHandles()).as("owners', duplicates, events").isEqualTo(6);
    system.signal(event); // the system calls late, and harms nobody
    assertThat(system.violations()).isEmpty();
  }

  /** The thread that the system calls on may be stopped, by a debugger say. */
  @Test
  void callThatDoesNotReturnHoldsUpNobody() throws Exception {
    long event = system.create(Kind.AUTO);
    long other = system.create(Kind.AUTO);
    AsyncIoctl io = open(null);
    CompletableFuture<Void> future = io.waitAsync(event);
    CompletableFuture<Void> second = io.waitAsync(other);
    Waits.until("registered", () -> system.registered() == 2);
    system.holdCalls(true);
    system.signal(event);
    system.signal(other);
    Waits.get(future);
    Waits.get(second);
    io.close();
    assertThat(io.stats().waits()).isEqualTo(new WaitStats(0, 2, 0, 2));
    system.callsReturn();
    Waits.until("given back", () -> io.stats().waits().retained() == 0);
    Waits.until("events are closed", () -> system.openHandles() == 2);
    assertThat(system.violations()).isEmpty();
  }

  /** Closing has time for it, so it waits. */
  @Test
  void callThatReturnsInTimeIsWaitedForByTheClose() throws Exception {
    AsyncIoctl io =
        SimulatedIo.open("faulty", new SimulatedKernel(), null, system, Duration.ofSeconds(20));
    long event = system.create(Kind.MANUAL);
    CompletableFuture<Void> future = io.waitAsync(event);
    Waits.until("the pool has it", () -> system.registered() == 1);
    system.holdCalls(true);
    system.signal(event);
    Waits.get(future);
    Thread closing = new Thread(io::close);
    closing.start();
    Waits.until(
        "it waits, or has not waited",
        () ->
            closing.getState() == Thread.State.TIMED_WAITING
                || closing.getState() == Thread.State.TERMINATED);
    assertThat(closing.isAlive()).isTrue();
    system.callsReturn();
    closing.join();
    assertThat(io.stats().waits().retained()).isZero();
    assertThat(system.registered()).isZero();
  }

  @Test
  void executorThatDropsACompletionKeepsNothingBeyondTheClose() throws Exception {
    long event = system.create(Kind.AUTO);
    AsyncIoctl io = open(task -> {});
    CompletableFuture<Void> future = io.waitAsync(event);
    Waits.until("registered", () -> system.registered() == 1);
    system.signal(event);
    untilNothingIsHeld(io);
    assertThat(future).isNotDone();
    io.close();
    assertThat(future).as("the object was signalled").isCompletedWithValue(null);
  }

  @Test
  void executorThatRefusesIsHelpedOut() throws Exception {
    long event = system.create(Kind.AUTO);
    try (AsyncIoctl io =
        open(
            task -> {
              throw new RejectedExecutionException();
            })) {
      CompletableFuture<Void> future = io.waitAsync(event);
      system.signal(event);
      Waits.get(future);
    }
  }

  /** A dependent on a direct executor runs on the thread of the waits, which close() waits for. */
  @Test
  void dependentOnTheKeeperMayClose() throws Exception {
    long event = system.create(Kind.AUTO);
    AsyncIoctl io = open(Runnable::run);
    CompletableFuture<Void> future = io.waitAsync(event);
    CompletableFuture<String> closed =
        future.thenApply(
            none -> {
              io.close();
              return Thread.currentThread().getName();
            });
    CompletableFuture<Void> other = io.waitAsync(system.create(Kind.AUTO));
    Waits.until("registered", () -> system.registered() == 2);
    system.signal(event);
    assertThat(Waits.get(closed)).endsWith("-waits");
    assertThat(Waits.ioctlFailure(other).error()).isEqualTo(995);
    untilNothingIsHeld(io);
  }
}

package io.github.asyncioctl.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.github.asyncioctl.internal.engine.Form;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes one operation, one dependent or one sender long costs nobody else anything. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class BystandersTest {
  private static final int LARGE = 64 << 20;
  private static final int BLOCKING = 60;

  // --- Dependents ---

  @Test
  void sixtyDependentsThatBlockDelayAnUnrelatedCompletionByLessThanASecond() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (Duress duress = new Duress()) {
      List<CompletableFuture<Void>> blocked = new ArrayList<>();
      for (int i = 0; i < BLOCKING; i++) {
        blocked.add(duress.submit(0).thenAccept(answer -> Duress.await(release)));
      }
      List<PendingIoctl> pendings = duress.kernel.awaitPending(BLOCKING);
      CompletableFuture<Long> unrelated = duress.submit(0).thenApply(answer -> System.nanoTime());
      PendingIoctl last = duress.kernel.awaitPending(BLOCKING + 1).get(BLOCKING);
      for (PendingIoctl each : pendings) {
        duress.kernel.complete(each, 0);
      }
      long begun = System.nanoTime();
      duress.kernel.complete(last, 0);
      assertThat(Duress.get(unrelated) - begun).isLessThan(TimeUnit.SECONDS.toNanos(1));
      assertThat(blocked).noneMatch(CompletableFuture::isDone);
    } finally {
      release.countDown();
    }
  }

  // --- Large memory ---

  /** The threads that allocate and free large memory; freeing can be held up. */
  private static final class LargeMemory implements HookedKernel.Hook {
    final Set<String> allocating = ConcurrentHashMap.newKeySet();
    final Set<String> freeing = ConcurrentHashMap.newKeySet();
    final CountDownLatch atFree = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public void before(String call, Object[] arguments) {
      if (call.equals("allocate") && (Integer) arguments[0] >= LARGE) {
        allocating.add(Thread.currentThread().getName());
      }
      if (call.equals("free") && ((NativeMemory) arguments[0]).size() >= LARGE) {
        freeing.add(Thread.currentThread().getName());
        atFree.countDown();
        Duress.await(release);
      }
    }
  }

  @Test
  void largeMemoryIsNotTheWaitersBusiness() throws Exception {
    LargeMemory memory = new LargeMemory();
    try (Duress duress = new Duress(memory)) {
      CompletableFuture<ByteBuffer> large = duress.submit(LARGE);
      PendingIoctl pending = duress.only(large);
      assertThat(memory.allocating).containsExactly(Thread.currentThread().getName());
      duress.kernel.complete(pending, 0, (byte) 1, (byte) 2);
      Duress.await(memory.atFree);
      assertThat(memory.freeing).isNotEmpty().noneMatch(name -> name.endsWith("-waiter"));
      // While that takes its time, the others are issued, and end.
      for (int i = 0; i < 10; i++) {
        CompletableFuture<ByteBuffer> small = duress.submit(4);
        duress.kernel.complete(duress.only(small), 0, (byte) i);
        assertThat(Duress.get(small).get(0)).isEqualTo((byte) i);
      }
      memory.release.countDown();
      assertThat(Duress.get(large)).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
      duress.engine.close();
      duress.assertNothingKept();
    } finally {
      memory.release.countDown();
    }
  }

  /** Nothing is to be taken out of it, so nothing is copied; and it is not leaked. */
  @Test
  void largeMemoryOfWhatWasCancelledOrFailedIsGivenBack() throws Exception {
    try (Duress duress = new Duress()) {
      CompletableFuture<ByteBuffer> cancelled = duress.submit(LARGE);
      duress.only(cancelled);
      cancelled.cancel(false);
      duress.kernel.awaitPending(0);
      CompletableFuture<ByteBuffer> failed = duress.submit(LARGE);
      duress.kernel.complete(duress.only(failed), 0xC00000BB);
      assertThat(Duress.ioctlFailure(failed).output().remaining()).isZero();
      duress.engine.close();
      duress.assertNothingKept();
    }
  }

  // --- Senders ---

  /** Holds a thread up that is about to set an event. */
  private static final class Suspending implements HookedKernel.Hook {
    final CountDownLatch suspended = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    volatile Thread victim;

    @Override
    public void before(String call, Object[] arguments) {
      if (call.equals("setEvent") && Thread.currentThread() == victim) {
        suspended.countDown();
        Duress.await(release);
      }
    }
  }

  @Test
  void aSenderThatIsSuspendedBeforeItWakesTheWaiterDelaysNobodyElse() throws Exception {
    Suspending suspending = new Suspending();
    try (Duress duress = new Duress(suspending)) {
      duress.awaitIdle();
      CompletableFuture<CompletableFuture<ByteBuffer>> submitted = new CompletableFuture<>();
      suspending.victim = new Thread(() -> submitted.complete(duress.submit(0)));
      suspending.victim.start();
      Duress.await(suspending.suspended);
      assertThat(duress.kernel.pendings()).isEmpty();

      // Each of these finds the waiter asleep, and wakes it by itself.
      List<CompletableFuture<ByteBuffer>> others = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        others.add(duress.submit(0));
        duress.kernel.awaitPending(i + 1);
        duress.awaitIdle();
      }
      assertThat(submitted).as("still suspended").isNotDone();

      // Its late signal is one too many, and suppresses no other.
      suspending.release.countDown();
      suspending.victim.join();
      others.add(Duress.get(submitted));
      duress.awaitIdle();
      others.add(duress.submit(0));
      for (PendingIoctl each : duress.kernel.awaitPending(7)) {
        duress.kernel.complete(each, 0);
      }
      for (CompletableFuture<ByteBuffer> each : others) {
        assertThat(Duress.get(each).remaining()).isZero();
      }
    } finally {
      suspending.release.countDown();
    }
  }

  @Test
  void closingLeavesItsEventToASenderThatIsSuspended() throws Exception {
    Suspending suspending = new Suspending();
    try (Duress duress = new Duress(suspending)) {
      duress.awaitIdle();
      CompletableFuture<CompletableFuture<ByteBuffer>> submitted = new CompletableFuture<>();
      suspending.victim = new Thread(() -> submitted.complete(duress.submit(0)));
      suspending.victim.start();
      Duress.await(suspending.suspended);

      duress.engine.close();

      assertThat(duress.kernel.openEvents()).as("the one that it is about to set").isEqualTo(1);
      suspending.release.countDown();
      suspending.victim.join();
      assertThat(duress.kernel.openEvents()).isZero();
      assertThat(Duress.ioctlFailure(Duress.get(submitted)).error()).isEqualTo(995);
      duress.assertNothingKept();
    } finally {
      suspending.release.countDown();
    }
  }

  @Test
  void aLargeInputIsCopiedByItsCaller() throws Exception {
    LargeMemory memory = new LargeMemory();
    memory.release.countDown();
    try (Duress duress = new Duress(memory)) {
      ByteBuffer in = ByteBuffer.allocate(LARGE);
      CompletableFuture<ByteBuffer> future =
          duress.engine.submit(duress.socket, Duress.PENDS, in.put(0, (byte) 9), 0, Form.RAW);
      in.put(0, (byte) 8);
      PendingIoctl pending = duress.only(future);
      assertThat(memory.allocating).containsExactly(Thread.currentThread().getName());
      assertThat(pending.input()[0]).isEqualTo((byte) 9);
      duress.kernel.complete(pending, 0);
      assertThat(Duress.get(future).remaining()).isZero();
      assertThat(memory.freeing).isNotEmpty();
    }
  }
}

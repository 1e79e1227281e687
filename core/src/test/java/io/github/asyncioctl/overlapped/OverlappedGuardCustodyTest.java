package io.github.asyncioctl.overlapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard keeps, for how long, and what it leaves in the OVERLAPPED. */
class OverlappedGuardCustodyTest {
  private static final int IO_PENDING = 997;
  private static final int INVALID_FUNCTION = 1;
  private static final long PENDING = 0x103;
  private static final long EARLIER = 0xC0000120L;

  private final FakePort port = new FakePort();
  private final OverlappedGuard guard = new OverlappedGuard(port);
  private final TaggedEvent event = TaggedEvent.create(port);
  private final NativeMemory overlapped = port.overlapped(event.handle(), EARLIER);

  @AfterEach
  void close() {
    event.close();
  }

  private long internal() {
    return overlapped.buffer().getLong(0);
  }

  private void start() {
    guard.before(overlapped.address()).returned(IO_PENDING);
  }

  private static void assertBroken(OverlappedRule rule, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            OverlappedRuleException.class, e -> assertThat(e.rule()).isEqualTo(rule));
  }

  @Test
  void nothingEndsBeforeItsCallHasReturned() throws Exception {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address());
    port.complete(overlapped, 0);
    int[] pending = new int[1];
    Thread sweeping = new Thread(() -> pending[0] = guard.pending());
    sweeping.start();
    sweeping.join();
    assertThat(pending[0]).isEqualTo(1);
    assertThat(ticket.isPending()).isTrue();
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> guard.before(overlapped.address()));
    assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.release(overlapped.address()));
    ticket.returned(IO_PENDING);
    assertThat(ticket.isPending()).isFalse();
    assertThat(guard.pending()).isZero();
  }

  @Test
  void aFailureAtOnceLeavesTheStatusAsItWas() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address());
    assertThat(internal()).isEqualTo(PENDING);
    ticket.returned(INVALID_FUNCTION);
    assertThat(internal()).isEqualTo(EARLIER);
  }

  @Test
  void aFailureAtOnceNeverLeavesItPending() {
    overlapped.buffer().putLong(0, PENDING);
    guard.before(overlapped.address()).returned(INVALID_FUNCTION);
    assertThat(internal()).isZero();
  }

  @Test
  void aFailureAtOnceThatTheKernelWroteStays() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address());
    port.complete(overlapped, 0xC0000023);
    ticket.returned(INVALID_FUNCTION);
    assertThat((int) internal()).isEqualTo(0xC0000023);
  }

  @Test
  void aFailureIsToldOfMemoryThatIsThereNoMore() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address());
    port.memories.clear();
    ticket.returned(INVALID_FUNCTION);
    assertThat(guard.pending()).isZero();
    assertThat(internal()).as("not written to").isEqualTo(PENDING);
  }

  @Test
  void aCompletionThatDoesNotTouchItLeavesZero() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address());
    ticket.completed();
    assertThat(internal()).isZero();
    assertThat(ticket.isPending()).isFalse();
    assertThatThrownBy(() -> ticket.returned(IO_PENDING)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(ticket::completed).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatTheKernelWroteStays() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address());
    port.complete(overlapped, 0x80000005);
    ticket.completed();
    assertThat((int) internal()).isEqualTo(0x80000005);
  }

  @Test
  void aPendingOperationStaysPending() {
    start();
    assertThat(internal()).isEqualTo(PENDING);
    assertThat(guard.pending()).isEqualTo(1);
    port.complete(overlapped, 0);
    assertThat(guard.pending()).isZero();
  }

  /** Windows ignores the two low bits of a handle: four values, one event. */
  @ParameterizedTest
  @ValueSource(longs = {1, 3})
  void anEventIsTheSameWhateverItsLowBits(long bits) {
    long handle = TaggedEvent.untagged(event.handle());
    guard.before(overlapped.address()).returned(997);
    long other = port.overlapped(handle | bits, EARLIER).address();
    assertThatThrownBy(() -> guard.before(other))
        .isInstanceOf(OverlappedRuleException.class)
        .hasMessageContaining(OverlappedRule.EVENT_OF_ITS_OWN.name());
    assertThat(TaggedEvent.find(handle | bits)).isSameAs(event);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3})
  void theLowBitsAloneAreNoEvent(long bits) {
    long address = port.overlapped(bits, EARLIER).address();
    assertThatThrownBy(() -> guard.before(address))
        .hasMessageContaining(OverlappedRule.EVENT_PRESENT.name());
  }

  /** Signalled is not complete: the event may be anybody's, the status only the kernel's. */
  @Test
  void aSignalDoesNotEndWhatIsPending() {
    start();
    port.events.put(event.handle() & ~1L, true);
    assertThat(guard.pending()).isEqualTo(1);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, this::start);
  }

  @Test
  void anEventThatIsClosedDoesNotEndWhatIsPending() {
    start();
    port.closeEvent(event.handle() & ~1L); // behind its back
    assertThat(guard.pending()).isEqualTo(1);
    event.close();
    assertThat(guard.pending()).isEqualTo(1);
    overlapped.buffer().putLong(0, 0);
    assertThat(guard.pending()).isZero();
  }

  /** Its buffers are kept until the signal, though there is no status to be read any more. */
  @Test
  void anOverlappedFreedTooEarlyDoesNotFreeTheBuffers() {
    start();
    port.memories.clear();
    assertThat(guard.pending()).isEqualTo(1);
    port.events.put(event.handle() & ~1L, true);
    assertThat(guard.pending()).isZero();
  }

  /** The second guard's start takes the signal of the first guard's operation away. */
  @Test
  void anEventThatServesUnderAnotherGuardLaterHoldsNothing() {
    start();
    OverlappedGuard another = new OverlappedGuard(port);
    long second = port.overlapped(event.handle()).address();
    another.before(second, () -> port.complete(overlapped, 0), new Object[0]).returned(IO_PENDING);
    assertThat(guard.pending()).isZero();
    assertThat(another.pending()).isEqualTo(1);
  }

  @Test
  void releaseLooksAtAllThatIsThere() {
    NativeMemory low = port.place(0x10000, event.handle(), 0);
    try (TaggedEvent other = TaggedEvent.create(port)) {
      NativeMemory high = port.place(0x10020, other.handle(), 0);
      guard.before(low.address()).returned(IO_PENDING);
      guard.before(high.address()).returned(IO_PENDING);
      port.complete(high, 0);
      assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.release(0x10010));
      port.complete(low, 0);
      guard.release(0x10010);
      assertThat(guard.pending()).isZero();
    }
  }

  /** Whether another thread finds the guard free. */
  private void assertFree(OverlappedGuard left) {
    Thread other = new Thread(left::pending);
    other.setDaemon(true);
    other.start();
    while (other.isAlive() && other.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(other.getState()).isEqualTo(Thread.State.TERMINATED);
  }

  @Test
  void noMethodKeepsTheGuardFromOtherThreads() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address());
    assertFree(guard);
    ticket.returned(IO_PENDING);
    assertFree(guard);
    assertThat(ticket.isPending()).isTrue();
    assertFree(guard);
    assertThat(guard.pending()).isEqualTo(1);
    assertFree(guard);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, () -> guard.before(overlapped.address()));
    assertFree(guard);
    assertBroken(OverlappedRule.MEMORY_NOT_REUSED, () -> guard.release(overlapped.address()));
    assertFree(guard);
    guard.sweepUnlessInUse();
    assertFree(guard);
    port.complete(overlapped, 0);
    guard.release(overlapped.address());
    assertFree(guard);
    guard.before(overlapped.address()).completed();
    assertFree(guard);
    guard.before(overlapped.address()).returned(INVALID_FUNCTION);
    assertFree(guard);
  }

  @Test
  void whatHasEndedWhenItsCallReturnsIsLetGoOfAtOnce() {
    WeakReference<Object> kept = startAndEnd();
    until(() -> collected(kept));
  }

  private WeakReference<Object> startAndEnd() {
    Object object = new Object();
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address(), object);
    port.complete(overlapped, 0);
    ticket.returned(0);
    return new WeakReference<>(object);
  }

  /** Nobody can tell any more whether it was signalled; the status says that it has ended. */
  @Test
  void aSuccessWhoseEventIsClosedBehindItsBackIsOver() {
    start();
    port.closeEvent(event.handle() & ~1L);
    overlapped.buffer().putLong(0, 0);
    assertThat(guard.pending()).isZero();
  }

  @Test
  void aGuardWithNothingInFlightIsNobodysToKeep() {
    WeakReference<Object> forgotten = forgetAGuardThatWasBusy();
    until(() -> collected(forgotten));
  }

  private WeakReference<Object> forgetAGuardThatWasBusy() {
    OverlappedGuard busy = new OverlappedGuard(port);
    busy.before(overlapped.address()).returned(IO_PENDING);
    port.complete(overlapped, 0);
    assertThat(busy.pending()).isZero();
    return new WeakReference<>(busy);
  }

  @Test
  void whatAForgottenGuardKeepsStaysUntilTheEnd() {
    WeakReference<Object> kept = startUnderAForgottenGuard();
    WeakReference<Object> canary = new WeakReference<>(new Object());
    until(() -> collected(canary));
    assertThat(collected(kept)).isFalse();
    try (TaggedEvent another = TaggedEvent.create(port)) {
      NativeMemory other = port.overlapped(another.handle(), 0);
      guard.before(other.address()).completed();
      assertThat(collected(kept)).as("another guard has come and gone").isFalse();
      port.complete(overlapped, 0);
      // Operations under any guard look at the forgotten one, sooner or later.
      until(
          () -> {
            guard.before(other.address()).completed();
            return collected(kept);
          });
    }
  }

  private WeakReference<Object> startUnderAForgottenGuard() {
    Object object = new Object();
    new OverlappedGuard(port).before(overlapped.address(), object).returned(IO_PENDING);
    return new WeakReference<>(object);
  }

  /** Whoever sweeps must not wait for a guard whose user is busy, nor lose it. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aGuardInUseIsPassedOver() throws Exception {
    OverlappedGuard inUse = new OverlappedGuard(port);
    WeakReference<Object> kept = keep(inUse);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Thread user =
        new Thread(
            () -> {
              try {
                inUse.before(overlapped.address() + 64, () -> hold(inside, leave), new Object[0]);
              } catch (OverlappedRuleException e) {
                // The address serves only to get that far.
              }
            });
    port.place(overlapped.address() + 64, 0, 0);
    user.start();
    inside.await();
    try (TaggedEvent another = TaggedEvent.create(port)) {
      NativeMemory other = port.place(0x20000, another.handle(), 0);
      for (int i = 0; i < 100; i++) {
        guard.before(other.address()).completed();
      }
    } finally {
      leave.countDown();
      user.join();
    }
    assertThat(collected(kept)).isFalse();
    assertThat(inUse.pending()).isEqualTo(1);
    port.complete(overlapped, 0);
    assertThat(inUse.pending()).isZero();
  }

  private WeakReference<Object> keep(OverlappedGuard under) {
    Object object = new Object();
    under.before(overlapped.address(), object).returned(IO_PENDING);
    return new WeakReference<>(object);
  }

  private static void hold(CountDownLatch inside, CountDownLatch leave) {
    inside.countDown();
    try {
      leave.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void until(BooleanSupplier condition) {
    for (int i = 0; i < 1000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
    }
    throw new AssertionError("did not happen");
  }

  private static boolean collected(WeakReference<Object> reference) {
    System.gc();
    return reference.get() == null;
  }
}

package io.github.asyncioctl.overlapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import org.junit.jupiter.api.Test;

/** When the guard takes an operation for ended. */
class OperationsUnderTheGuardTest {
  private static final int PENDING = 0x103;

  private final FakePort port = new FakePort();
  private final OverlappedGuard guard = new OverlappedGuard(port);
  private final long event = port.createEvent() | 1;
  private final NativeMemory overlapped = port.overlapped(event);

  private OverlappedGuard.Ticket start() {
    return guard.before(overlapped.address(), "a buffer");
  }

  private void kernelEnds(int status) {
    overlapped.buffer().putLong(0, status);
    port.events.put(event & ~1L, true);
  }

  @Test
  void anOperationWhoseCallHasNotReturnedIsInFlightWhateverItsStatusSays() {
    OverlappedGuard.Ticket ticket = start();
    kernelEnds(0);
    assertThat(guard.pending()).isEqualTo(1);
    assertThat(ticket.isPending()).isTrue();
    assertThatThrownBy(() -> guard.release(overlapped.address()))
        .isInstanceOf(OverlappedRuleException.class);
    ticket.returned(997);
    assertThat(guard.pending()).isZero();
  }

  @Test
  void aSuccessThatWasOnlyQueuedIsInFlightUntilItsStatusSaysOtherwise() {
    OverlappedGuard.Ticket ticket = start();
    ticket.returned(0);
    assertThat(ticket.isPending()).isTrue();
    assertThatThrownBy(this::start)
        .isInstanceOf(OverlappedRuleException.class)
        .extracting(e -> ((OverlappedRuleException) e).rule())
        .isEqualTo(OverlappedRule.NOT_IN_FLIGHT);
    kernelEnds(0);
    assertThat(ticket.isPending()).isFalse();
    start().returned(5);
  }

  @Test
  void aSuccessAtOnceIsOver() {
    OverlappedGuard.Ticket ticket = start();
    kernelEnds(0);
    ticket.returned(0);
    assertThat(ticket.isPending()).isFalse();
  }

  @Test
  void aCallThatFailsLeavesNothingInFlightAndTheStatusAsItWas() {
    overlapped.buffer().putLong(0, 0xC0000120L);
    OverlappedGuard.Ticket ticket = start();
    assertThat(overlapped.buffer().getInt(0)).isEqualTo(PENDING);
    ticket.returned(87);
    assertThat(overlapped.buffer().getLong(0)).isEqualTo(0xC0000120L);
    assertThat(guard.pending()).isZero();
  }

  @Test
  void memoryThatIsThereNoMoreHoldsNothing() {
    OverlappedGuard.Ticket ticket = start();
    ticket.returned(997);
    assertThat(guard.pending()).isEqualTo(1);
    port.memories.clear();
    assertThat(guard.pending()).isZero();
  }

  @Test
  void anEventClosedBehindItsBackIsToldApart() throws Exception {
    TaggedEvent own = TaggedEvent.create(port);
    port.closeEvent(own.handle() & ~1L);
    assertThatThrownBy(own::reset)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("other code has closed the event");
  }

  /** Or its memory was cleared by somebody. The kernel signals after it has written the status. */
  @Test
  void aStatusOfSuccessCountsWithItsSignal() {
    try (TaggedEvent own = TaggedEvent.create(port)) {
      NativeMemory cleared = port.overlapped(own.handle());
      OverlappedGuard.Ticket ticket = guard.before(cleared.address());
      ticket.returned(997);
      cleared.buffer().putLong(0, 0);
      assertThat(guard.pending()).isEqualTo(1);
      assertThat(ticket.isPending()).isTrue();
      port.complete(cleared, 0);
      assertThat(ticket.isPending()).isFalse();
      assertThat(guard.pending()).isZero();
    }
  }

  @Test
  void aCallReturnsOnce() {
    OverlappedGuard.Ticket ticket = start();
    ticket.returned(997);
    assertThatThrownBy(() -> ticket.returned(997)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(ticket::completed).isInstanceOf(IllegalStateException.class);
    assertThat(guard.pending()).isEqualTo(1);
  }

  @Test
  void aCallThatIsSaidToBeCompleteIsOverAndHasAStatus() {
    OverlappedGuard.Ticket ticket = start();
    ticket.completed();
    assertThat(guard.pending()).isZero();
    assertThat(ticket.isPending()).isFalse();
    assertThat(overlapped.buffer().getLong(0)).isZero();
  }
}

package io.github.asyncioctl.overlapped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule by itself, on a fake port: what breaks it, what just does not, and what is said. */
class OverlappedRulesTest {
  private static final int IO_PENDING = 997;

  private final FakePort port = new FakePort();
  private final OverlappedGuard guard = new OverlappedGuard(port);
  private final long event = port.createEvent() | 1;
  private final NativeMemory overlapped = port.overlapped(event);

  private void assertBroken(OverlappedRule rule, long address, String... words) {
    assertThatExceptionOfType(OverlappedRuleException.class)
        .isThrownBy(() -> guard.before(address))
        .satisfies(e -> assertThat(e.rule()).isEqualTo(rule))
        .withMessageContaining(rule.text())
        .withMessageContainingAll(words);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  @ParameterizedTest
  @EnumSource
  void aRuleSaysWhatItAsksFor(OverlappedRule rule) {
    assertThat(rule.text()).contains(" ");
    assertThat(OverlappedRule.values())
        .filteredOn(each -> each.text().equals(rule.text()))
        .containsExactly(rule);
  }

  @Test
  void anAddressIsPresentAndAligned() {
    assertBroken(OverlappedRule.ADDRESS_PRESENT, 0, "it is");
    for (int off = 1; off < 8; off++) {
      long address = overlapped.address() + off;
      assertBroken(OverlappedRule.ADDRESS_ALIGNED, address, hex(address));
    }
    assertThat(guard.pending()).isZero();
  }

  @Test
  void itsMemoryCanBeWritten() {
    assertBroken(OverlappedRule.MEMORY_WRITABLE, 0x10, "0x10");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void theLowBitsAreNoEvent(long none) {
    assertBroken(OverlappedRule.EVENT_PRESENT, port.overlapped(none).address(), "has none");
  }

  @Test
  void theEventIsTagged() {
    NativeMemory untagged = port.overlapped(event & ~1L);
    assertBroken(
        OverlappedRule.EVENT_TAGGED, untagged.address(), "hEvent " + hex(event & ~1L), "untagged");
  }

  @Test
  void theEventIsOne() {
    NativeMemory wrong = port.overlapped(0x4711_0001L);
    assertBroken(
        OverlappedRule.EVENT_IS_AN_EVENT,
        wrong.address(),
        "hEvent 0x47110001",
        "ResetEvent fails: ERROR_INVALID_HANDLE (6)");
    assertThat(guard.pending()).isZero();
  }

  @Test
  void theEventIsReset() {
    port.events.put(event & ~1L, true);
    guard.before(overlapped.address());
    assertThat(port.events).containsEntry(event & ~1L, false);
  }

  @Test
  void oneOverlappedIsForOneOperation() {
    guard.before(overlapped.address()).returned(IO_PENDING);
    assertBroken(OverlappedRule.NOT_IN_FLIGHT, overlapped.address(), "has an operation in flight");
    overlapped.buffer().putLong(24, event + 4);
    assertBroken(
        OverlappedRule.MEMORY_NOT_REUSED,
        overlapped.address(),
        "is in the memory of an operation in flight",
        "and it was written to");
  }

  /** They would overlap by their first or last 8 bytes; beside each other they may lie. */
  @Test
  void theMemoryOfOneInFlightIsUsedForNothingElse() {
    guard.before(overlapped.address()).returned(IO_PENDING);
    long other = port.createEvent() | 1;
    for (int distance : new int[] {-24, -8, 8, 24}) {
      long address = overlapped.address() + distance;
      port.place(address, other, 0);
      assertBroken(
          OverlappedRule.MEMORY_NOT_REUSED,
          address,
          "(OVERLAPPED " + hex(overlapped.address()) + ")");
    }
    for (int distance : new int[] {-32, 32}) {
      long free = port.createEvent() | 1;
      long address = overlapped.address() + distance;
      port.place(address, free, 0);
      guard.before(address).returned(IO_PENDING);
    }
    assertThat(guard.pending()).isEqualTo(3);
  }

  @Test
  void theMemoryOfOneThatIsOverIsFree() {
    guard.before(overlapped.address()).returned(IO_PENDING);
    port.complete(overlapped, 0xC0000120);
    guard.before(overlapped.address()).returned(IO_PENDING);
    assertThat(guard.pending()).isEqualTo(1);
  }

  @Test
  void anEventIsForOneOperation() {
    guard.before(overlapped.address()).returned(IO_PENDING);
    NativeMemory second = port.overlapped(event);
    assertBroken(
        OverlappedRule.EVENT_OF_ITS_OWN,
        second.address(),
        "shares hEvent " + hex(event) + " with the one at " + hex(overlapped.address()));
    port.complete(overlapped, 0xC0000120);
    guard.before(second.address()).returned(IO_PENDING);
    assertThat(guard.pending()).isEqualTo(1);
  }

  @Test
  void whatIsInFlightIsReleasedWhenItIsOver() {
    OverlappedGuard.Ticket ticket = guard.before(overlapped.address(), "a buffer");
    ticket.returned(IO_PENDING);
    assertThatExceptionOfType(OverlappedRuleException.class)
        .isThrownBy(() -> guard.release(overlapped.address() + 8))
        .satisfies(e -> assertThat(e.rule()).isEqualTo(OverlappedRule.MEMORY_NOT_REUSED))
        .withMessageContaining("has an operation in flight");
    guard.release(overlapped.address() + 32);
    guard.release(overlapped.address() - 32);
    assertThat(ticket.isPending()).isTrue();
    port.complete(overlapped, 0xC0000120);
    guard.release(overlapped.address());
    assertThat(ticket.isPending()).isFalse();
  }

  /** A start that is refused leaves the OVERLAPPED and the guard as they were. */
  @Test
  void whatIsRefusedIsNotPrepared() {
    for (long wrong : List.of(0L, event & ~1L, 0x4711_0001L)) {
      NativeMemory memory = port.overlapped(wrong, 0x1234);
      assertThatExceptionOfType(OverlappedRuleException.class)
          .isThrownBy(() -> guard.before(memory.address()));
      assertThat(memory.buffer().getLong(0)).isEqualTo(0x1234);
    }
    assertThat(guard.pending()).isZero();
  }

  /** The position in a file is the caller's. */
  @Test
  void whatIsStartedIsPending() {
    overlapped.buffer().putLong(0, 7).putLong(8, 8).putLong(16, 0x1_0000_0009L);
    guard.before(overlapped.address());
    assertThat(overlapped.buffer().getInt(0)).isEqualTo(0x103);
    assertThat(overlapped.buffer().getLong(16)).isEqualTo(0x1_0000_0009L);
    assertThat(overlapped.buffer().getLong(24)).isEqualTo(event);
  }
}

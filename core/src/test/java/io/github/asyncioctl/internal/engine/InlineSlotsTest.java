package io.github.asyncioctl.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.sim.PendingIoctl;
import io.github.asyncioctl.sim.Reaction;
import io.github.asyncioctl.sim.SimulatedKernel;
import io.github.asyncioctl.sim.SimulatedKernel.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The slots of the callers' threads: who has one, and what is in it. */
class InlineSlotsTest {
  private static final int RETURNED = 32;
  private static final int EVENT = 24;

  private final SimulatedKernel kernel = new SimulatedKernel();
  private final InlineSlots slots = new InlineSlots(kernel);

  @AfterEach
  void nothingWasHarmed() {
    assertThat(kernel.violations()).isEmpty();
  }

  private List<InlineSlot> acquireAll() {
    List<InlineSlot> all = new ArrayList<>();
    for (InlineSlot slot = slots.acquire(); slot != null; slot = slots.acquire()) {
      all.add(slot);
      assertThat(all).as("acquired").hasSizeLessThanOrEqualTo(InlineSlots.COUNT);
    }
    return all;
  }

  @Test
  void eachIsHadByOneAtATime() {
    List<InlineSlot> all = acquireAll();
    assertThat(new HashSet<>(all)).hasSize(InlineSlots.COUNT);
    assertThat(all).hasSize(InlineSlots.COUNT);
    all.get(3).release();
    all.get(7).release(0);
    assertThat(acquireAll()).containsExactlyInAnyOrder(all.get(3), all.get(7));
  }

  @Test
  void aSlotIsReadyForACallAfterItWasPrepared() throws KernelException {
    InlineSlot slot = slots.acquire();
    assertThatThrownBy(slot::memory).isInstanceOf(IllegalStateException.class);
    NativeMemory memory = slot.prepare();
    assertThat(slot.memory()).isSameAs(memory);
    assertThat(slot.prepare()).as("made once").isSameAs(memory);
    assertThat(memory.size()).isEqualTo(InlineSlot.SIZE);
    assertThat(slot.address(0)).isEqualTo(memory.address());
    assertThat(InlineSlot.returnedAddress(memory)).isEqualTo(memory.address() + RETURNED);
    assertThat(InlineSlot.returned(memory)).isEqualTo(Calls.UNTOUCHED);
    assertThat(slot.status(0)).isEqualTo(NtStatus.PENDING);
    assertThat(slot.event()).isNotZero();
    assertThat(kernel.peek(memory.address() + EVENT)).isEqualTo(slot.event() | 1);
    assertThatThrownBy(() -> slot.prepare(0, 0)).isInstanceOf(UnsupportedOperationException.class);
    slot.close();
    assertThat(kernel.liveMemory()).isZero();
    assertThat(kernel.openEvents()).isZero();
    slot.close();
  }

  @Test
  void whatTheKernelWritesIsReadFromIt() throws KernelException {
    kernel.react(1, Reaction.pend());
    InlineSlot slot = slots.acquire();
    slot.prepare();
    kernel.socketIoctl(1, 1, 0, 0, 0, 0, 0, slot.address(0));
    PendingIoctl pending = kernel.pendings().get(0);
    assertThat(pending.event()).isEqualTo(slot.event());
    kernel.writeStatusCounting(pending, 0xC0000001, 77);
    assertThat(slot.status(0)).isEqualTo(0xC0000001);
    assertThat(slot.transferred(0)).isEqualTo(77);
    slot.prepare();
    assertThat(slot.status(0)).as("the next call's").isEqualTo(NtStatus.PENDING);
    assertThat(slot.transferred(0)).isZero();
    slot.close();
  }

  @Test
  void withoutAnEventItsMemoryIsGivenBackAndTheNextTriesAgain() throws KernelException {
    InlineSlot slot = slots.acquire();
    kernel.failNext(Call.CREATE_EVENT, 1);
    assertThatThrownBy(slot::prepare).isInstanceOf(KernelException.class);
    assertThat(kernel.liveMemory()).isZero();
    slot.prepare();
    slot.close();
  }

  @Test
  void closingTakesThemAsTheyComeBack() throws KernelException {
    InlineSlot first = slots.acquire();
    InlineSlot second = slots.acquire();
    first.prepare();
    second.prepare();
    assertThat(slots.close()).isFalse();
    assertThat(slots.inUse()).isEqualTo(2);
    assertThat(slots.acquire()).as("for a caller who comes late").isNull();
    first.release();
    assertThat(slots.close()).isFalse();
    assertThat(kernel.liveMemory()).isEqualTo(1);
    assertThat(kernel.openEvents()).isEqualTo(1);
    assertThat(slots.inUse()).isEqualTo(1);
    second.release();
    assertThat(slots.close()).isTrue();
    assertThat(slots.inUse()).isZero();
    assertThat(kernel.liveMemory()).isZero();
  }

  @Test
  void whatIsLostIsNotWaitedFor() {
    slots.acquire();
    slots.acquire();
    assertThat(slots.lose()).as("whether the loser counts it").isTrue();
    assertThat(slots.close()).isFalse();
    assertThat(slots.inUse()).isEqualTo(1);
    assertThat(slots.giveUp()).isEqualTo(1);
    assertThat(slots.lose()).as("it was counted").isFalse();
    assertThat(slots.close()).isTrue();
    assertThat(slots.giveUp()).isZero();
  }

  @Test
  void moreThanWasInUseIsNeverGivenUp() {
    slots.close();
    slots.lose();
    assertThat(slots.giveUp()).isZero();
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.NtStatus;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * One event and any number of slots that share it. Starting an operation resets its event, so the
 * waiter sweeps a lane with other operations after each start, before it waits again.
 */
final class Lane implements Signal {
  private static final int SLOTS_PER_CHUNK = 16;

  private final Kernel kernel;
  private final long event;
  private final List<NativeMemory> chunks = new ArrayList<>();
  private final ArrayList<Slot> slots = new ArrayList<>();
  private final BitSet occupied = new BitSet();

  /** No slot below this one is free. */
  private int lowestFree;

  private int active;
  private boolean started;

  Lane(Kernel kernel) throws KernelException {
    this.kernel = kernel;
    this.event = kernel.createEvent();
  }

  @Override
  public long event() {
    return event;
  }

  /** How many slots are taken. */
  int active() {
    return active;
  }

  @Override
  public boolean isExpected() {
    return active > 0;
  }

  Slot acquire(Operation<?> operation) {
    int index = occupied.nextClearBit(lowestFree);
    if (index == slots.size()) {
      addChunk();
    }
    Slot slot = slots.get(index);
    slot.operation = operation;
    occupied.set(index);
    lowestFree = index + 1;
    active++;
    started = true;
    return slot;
  }

  private void addChunk() {
    slots.ensureCapacity(slots.size() + SLOTS_PER_CHUNK);
    NativeMemory chunk = kernel.allocate(SLOTS_PER_CHUNK * Overlapped.SIZE);
    chunks.add(chunk);
    for (int i = 0; i < SLOTS_PER_CHUNK; i++) {
      Slot slot = new Slot(chunk, i * Overlapped.SIZE, this, slots.size());
      slot.rest();
      slots.add(slot);
    }
  }

  @Override
  public void released(int index) {
    occupied.clear(index);
    lowestFree = Math.min(lowestFree, index);
    active--;
  }

  /**
   * Looks at nothing but the native memory of what is pending: this is where thousands of pending
   * operations would cost. Free slots rest, so they look pending too.
   */
  @Override
  public void sweep(InFlight inFlight) {
    int end = occupied.length();
    for (int first = 0; first < end; first += SLOTS_PER_CHUNK) {
      ByteBuffer chunk = chunks.get(first / SLOTS_PER_CHUNK).buffer();
      int count = Math.min(SLOTS_PER_CHUNK, end - first);
      for (int i = 0; i < count; i++) {
        if (Overlapped.status(chunk, i * Overlapped.SIZE) != NtStatus.PENDING) {
          completed(slots.get(first + i), inFlight);
        }
      }
    }
  }

  /** What is retained may have a status, too, and nobody waits for it. */
  private static void completed(Slot slot, InFlight inFlight) {
    if (slot.operation != null) {
      inFlight.completed(slot);
    }
  }

  /** After starts that may have wiped out the signal of another operation of this lane. */
  boolean sweepAfterStarts(InFlight inFlight) {
    if (!started) {
      return false;
    }
    started = false;
    sweep(inFlight);
    return active > 1;
  }

  void forEachActive(Consumer<Slot> action) {
    for (int i = occupied.nextSetBit(0); i >= 0; i = occupied.nextSetBit(i + 1)) {
      action.accept(slots.get(i));
    }
  }

  /** Frees everything, unless the kernel still has an operation of this lane. */
  void close() {
    if (active == 0) {
      chunks.forEach(kernel::free);
      kernel.closeEvent(event);
    }
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
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
    int index = occupied.nextClearBit(0);
    if (index == slots.size()) {
      addChunk();
    }
    Slot slot = slots.get(index);
    slot.operation = operation;
    occupied.set(index);
    active++;
    started = true;
    return slot;
  }

  private void addChunk() {
    slots.ensureCapacity(slots.size() + SLOTS_PER_CHUNK);
    NativeMemory chunk = kernel.allocate(SLOTS_PER_CHUNK * Overlapped.SIZE);
    chunks.add(chunk);
    for (int i = 0; i < SLOTS_PER_CHUNK; i++) {
      slots.add(new Slot(chunk, i * Overlapped.SIZE, this, slots.size()));
    }
  }

  @Override
  public void released(int index) {
    occupied.clear(index);
    active--;
  }

  @Override
  public void sweep(InFlight inFlight) {
    for (int i = occupied.nextSetBit(0); i >= 0; i = occupied.nextSetBit(i + 1)) {
      Slot slot = slots.get(i);
      if (slot.operation != null && !slot.isPending()) {
        inFlight.completed(slot);
      }
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

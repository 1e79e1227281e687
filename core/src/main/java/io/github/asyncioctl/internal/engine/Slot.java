package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
import org.jspecify.annotations.Nullable;

/** A place for one operation in flight: its OVERLAPPED, for ever at the same address. */
final class Slot extends Overlapped {
  private final Signal signal;
  private final int index;
  @Nullable Operation<?> operation;

  Slot(NativeMemory memory, int offset, Signal signal, int index) {
    super(memory, offset, signal.event());
    this.signal = signal;
    this.index = index;
  }

  Signal signal() {
    return signal;
  }

  /** The operation, which must be there. */
  Operation<?> occupant() {
    Operation<?> occupant = operation;
    if (occupant == null) {
      throw new IllegalStateException("no operation in this slot");
    }
    return occupant;
  }

  /** Gives the slot back: the kernel is done with its OVERLAPPED. */
  void release() {
    operation = null;
    rest();
    signal.released(index);
  }
}

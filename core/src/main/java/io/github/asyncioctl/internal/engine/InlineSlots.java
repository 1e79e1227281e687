package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * The inline slots of an engine: as many as the waiter has room for, should each of them turn out
 * to hold an operation that pends. Lock-free; any thread may acquire one.
 */
final class InlineSlots {
  static final int COUNT = 16;

  private final InlineSlot[] slots = new InlineSlot[COUNT];
  private int closed;

  InlineSlots(Kernel kernel) {
    for (int i = 0; i < COUNT; i++) {
      slots[i] = new InlineSlot(kernel);
    }
  }

  /** A slot for the calling thread, or null if all are in use. */
  @Nullable InlineSlot acquire() {
    int first = (int) Thread.currentThread().getId();
    for (int i = 0; i < COUNT; i++) {
      InlineSlot slot = slots[(first + i) % COUNT];
      if (slot.tryAcquire()) {
        return slot;
      }
    }
    return null;
  }

  /**
   * Acquires the slots that are free, for good, and frees their memory. To be called again until it
   * has them all.
   *
   * @return whether none is left in use
   */
  boolean close() {
    for (InlineSlot slot : slots) {
      if (slot.tryAcquire()) {
        slot.close();
        closed++;
      }
    }
    return closed == COUNT;
  }
}

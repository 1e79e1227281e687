package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The inline slots of an engine: as many as the waiter has room for, should each of them turn out
 * to hold an operation that pends. Lock-free; any thread may acquire one.
 */
final class InlineSlots {
  static final int COUNT = 16;

  private final InlineSlot[] slots = new InlineSlot[COUNT];
  private final AtomicInteger lost = new AtomicInteger();
  private int closed;
  private boolean givenUp;

  InlineSlots(Kernel kernel) {
    for (int i = 0; i < COUNT; i++) {
      slots[i] = new InlineSlot(kernel);
    }
  }

  /** A slot for the calling thread, or null if all are in use. */
  @Nullable InlineSlot acquire() {
    int first = System.identityHashCode(Thread.currentThread());
    for (int i = 0; i < COUNT; i++) {
      InlineSlot slot = slots[Math.floorMod(first + i, COUNT)];
      if (slot.tryAcquire()) {
        return slot;
      }
    }
    return null;
  }

  /**
   * The kernel may still use a slot, and nothing will ever show whether it does: the slot stays
   * acquired.
   *
   * @return false if it was counted by {@link #giveUp} already
   */
  synchronized boolean lose() {
    lost.incrementAndGet();
    return !givenUp;
  }

  /** No caller is waited for any more. Returns how many slots are in use. */
  synchronized int giveUp() {
    givenUp = true;
    return Math.max(0, inUse());
  }

  /** How many slots are in use by callers or by the waiter. To be asked after {@link #close}. */
  int inUse() {
    return COUNT - closed - lost.get();
  }

  /**
   * Acquires the free slots permanently, and frees their memory. Call it again until it has all of
   * them.
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
    return inUse() <= 0;
  }
}

package io.github.asyncioctl.overlapped;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All guards that have something in flight. They are reachable from here, because the kernel does
 * not count as a reference: what they keep stays when their users have dropped them.
 */
final class BusyGuards {
  /** How many guards to check when an operation starts: enough to keep up with the starts. */
  private static final int LOOKS = 2;

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final ConcurrentSkipListMap<Long, OverlappedGuard> BUSY =
      new ConcurrentSkipListMap<>();
  private static final AtomicLong CURSOR = new AtomicLong();

  private BusyGuards() {}

  /** A number for a new guard. */
  static long number() {
    return NUMBERS.incrementAndGet();
  }

  /** From now on the guard stays. */
  static void add(long number, OverlappedGuard guard) {
    BUSY.put(number, guard);
  }

  /** The guard has nothing in flight any more. */
  static void remove(long number) {
    BUSY.remove(number);
  }

  /**
   * Lets some guards check what has ended, because an unused guard has no other trigger. Every
   * guard gets its turn, and stays here until all of its operations have ended.
   */
  static void sweepSome() {
    for (int i = 0; i < LOOKS; i++) {
      Map.Entry<Long, OverlappedGuard> next = BUSY.higherEntry(CURSOR.get());
      if (next == null) {
        next = BUSY.firstEntry();
      }
      if (next == null) {
        return;
      }
      CURSOR.set(next.getKey());
      next.getValue().sweepUnlessInUse();
    }
  }
}

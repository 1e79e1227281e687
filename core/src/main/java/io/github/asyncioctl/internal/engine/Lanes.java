package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes. The first pending operations get a lane each; when there are as many lanes as the wait
 * takes, further operations share the emptiest ones. Owned by the waiter.
 */
final class Lanes {
  /** What the wait takes beside the control event and the inline slots that were handed over. */
  static final int LIMIT = Kernel.MAXIMUM_WAIT_OBJECTS - 1 - InlineSlots.COUNT;

  /**
   * How many operations that are started together share a lane, if they have to share: every lane
   * with a start is swept afterwards, and that costs the more the more lanes there are.
   */
  private static final int RUN = 64;

  private final Kernel kernel;
  private final WaitSet waitSet;
  private final Counters counters;
  private final List<Lane> lanes = new ArrayList<>(LIMIT);

  /** The shared lane that took the last operation, and how many more it takes. */
  private @Nullable Lane current;

  private int room;

  Lanes(Kernel kernel, WaitSet waitSet, Counters counters) {
    this.kernel = kernel;
    this.counters = counters;
    this.waitSet = waitSet;
  }

  /** The lane for the next operation. */
  Lane next() throws KernelException {
    Lane lane = current;
    if (lane == null || room == 0) {
      lane = emptiest();
      current = lane.active() == 0 ? null : lane;
      room = RUN;
    }
    room--;
    return lane;
  }

  private Lane emptiest() throws KernelException {
    Lane best = null;
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get(i);
      if (lane.active() == 0) {
        return lane;
      }
      if (best == null || lane.active() < best.active()) {
        best = lane;
      }
    }
    if (best == null || lanes.size() < LIMIT) {
      best = new Lane(kernel);
      lanes.add(best);
      waitSet.add(best);
      counters.lanes.incrementAndGet();
    }
    return best;
  }

  /** To be called after starts and before the wait: a start may have wiped out a signal. */
  boolean sweepAfterStarts(Lane.Finder finder) {
    current = null;
    boolean shared = false;
    for (int i = 0; i < lanes.size(); i++) {
      shared |= lanes.get(i).sweepAfterStarts(finder);
    }
    return shared;
  }

  /** Finds what has completed, whether it was signalled or not. */
  void sweep(Lane.Finder finder) {
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).sweep(finder);
    }
  }

  void forEach(Lane.Finder action) {
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).forEach(action);
    }
  }

  /** Frees the lanes that have no operation in the kernel. */
  void close() {
    for (int i = 0; i < lanes.size(); i++) { // a lambda may find no memory
      lanes.get(i).close();
    }
    counters.lanes.set(0);
  }
}

package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The handles that the waiter waits for: the control event and one event for each signal. The
 * system reports the lowest one that is signalled. So that the first ones do not starve the others,
 * each wait begins behind the one that was reported last: the handles lie in memory twice, one row
 * behind the other, and a wait is for as many as there are, from anywhere in the first row.
 */
final class WaitSet {
  /** As the result of {@link #next}: nothing was signalled. */
  static final int NONE = -1;

  /** As the result of {@link #next}: the control event was signalled. */
  static final int CONTROL = 0;

  private final Kernel kernel;
  private final long controlEvent;
  private final NativeMemory handles;
  private final List<Signal> signals = new ArrayList<>(Kernel.MAXIMUM_WAIT_OBJECTS);
  private boolean changed = true;

  /** The handle that the next wait begins with. */
  private int first;

  WaitSet(Kernel kernel, long controlEvent) {
    this.kernel = kernel;
    this.controlEvent = controlEvent;
    handles = kernel.allocate(2 * Kernel.MAXIMUM_WAIT_OBJECTS * Long.BYTES);
  }

  void add(Signal signal) {
    if (signals.size() == Kernel.MAXIMUM_WAIT_OBJECTS - 1) {
      throw new IllegalStateException("the wait set is full");
    }
    signals.add(signal);
    changed = true;
  }

  void remove(Signal signal) {
    signals.remove(signal);
    changed = true;
  }

  /**
   * Waits.
   *
   * @return what was signalled, for {@link #signal}; or {@link #CONTROL}, or {@link #NONE}
   */
  int next(int timeoutMillis) throws KernelException {
    if (changed) {
      writeHandles();
    }
    int count = count();
    int index =
        kernel.waitForAny(handles.address() + (long) first * Long.BYTES, count, timeoutMillis);
    if (index == Kernel.TIMED_OUT) {
      return NONE;
    }
    Objects.checkIndex(index, count); // WAIT_ABANDONED, say, which none of these can be
    index = (first + index) % count;
    first = (index + 1) % count;
    return index;
  }

  private int count() {
    return signals.size() + 1;
  }

  /** The signal at an index other than {@link #CONTROL} and {@link #NONE}. */
  Signal signal(int index) {
    return signals.get(index - 1);
  }

  private void writeHandles() {
    changed = false;
    first = 0;
    int count = count();
    for (int i = 0; i < count; i++) {
      long event = i == CONTROL ? controlEvent : signal(i).event();
      handles.buffer().putLong(i * Long.BYTES, event);
      handles.buffer().putLong((count + i) * Long.BYTES, event);
    }
  }

  /** Frees the handles' memory. */
  void close() {
    kernel.free(handles);
  }
}

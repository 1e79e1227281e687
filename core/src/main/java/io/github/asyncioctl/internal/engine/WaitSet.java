package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * The handles that the waiter waits for: the control event first, then one event for each signal.
 * The system reports the lowest one that is signalled. So that the first ones do not starve the
 * others, {@link #next} goes on behind the one that was reported last, until it has been round.
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
  private int next;

  WaitSet(Kernel kernel, long controlEvent) {
    this.kernel = kernel;
    this.controlEvent = controlEvent;
    handles = kernel.allocate(Kernel.MAXIMUM_WAIT_OBJECTS * Long.BYTES);
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
   * Whether the next wait begins with the first handle, so that nothing is left to be looked at.
   */
  boolean isRound() {
    return next == 0;
  }

  /**
   * Waits. In the middle of a round it does not wait but looks.
   *
   * @return what was signalled, for {@link #signal}; or {@link #CONTROL}, or {@link #NONE}
   */
  int next(int timeoutMillis) throws KernelException {
    if (changed) {
      writeHandles();
    }
    int count = signals.size() + 1 - next;
    int index =
        kernel.waitForAny(
            handles.address() + (long) next * Long.BYTES, count, next == 0 ? timeoutMillis : 0);
    if (index == Kernel.TIMED_OUT) {
      next = 0;
      return NONE;
    }
    index += next;
    next = index == signals.size() ? 0 : index + 1;
    return index;
  }

  /** The signal at an index other than {@link #CONTROL} and {@link #NONE}. */
  Signal signal(int index) {
    return signals.get(index - 1);
  }

  private void writeHandles() {
    changed = false;
    next = 0;
    handles.buffer().putLong(0, controlEvent);
    for (int i = 0; i < signals.size(); i++) {
      handles.buffer().putLong((i + 1) * Long.BYTES, signals.get(i).event());
    }
  }

  /** Frees the handles' memory. */
  void close() {
    kernel.free(handles);
  }
}

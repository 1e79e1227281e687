package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operation on the caller's thread needs, ready for the next one: an event of
 * its own, an OVERLAPPED, the DWORD for the byte count, and room for small inputs and outputs. It
 * belongs to whoever acquired it.
 */
final class InlineSlot implements Signal {
  private static final int RETURNED = Overlapped.SIZE;
  static final int DATA = 64;
  static final int DATA_SIZE = 8192;
  static final int SIZE = DATA + DATA_SIZE;

  private final Kernel kernel;
  private final AtomicBoolean taken = new AtomicBoolean();
  private @Nullable NativeMemory memory;
  private @Nullable Slot slot;
  private long event;

  InlineSlot(Kernel kernel) {
    this.kernel = kernel;
  }

  boolean tryAcquire() {
    return !taken.get() && taken.compareAndSet(false, true);
  }

  void release() {
    taken.set(false);
  }

  /** Makes the slot ready for a call, and returns its memory. */
  NativeMemory prepare() throws KernelException {
    NativeMemory ready = memory;
    if (ready == null) {
      ready = create();
    }
    slot().prepare();
    ready.buffer().putInt(RETURNED, 0);
    return ready;
  }

  private NativeMemory create() throws KernelException {
    NativeMemory created = kernel.allocate(SIZE);
    try {
      event = kernel.createEvent();
      slot = new Slot(created, 0, this, 0);
    } catch (Throwable failure) {
      kernel.free(created);
      if (event != 0) {
        kernel.closeEvent(event);
        event = 0;
      }
      throw failure;
    }
    memory = created;
    return created;
  }

  /** The address of the DWORD that receives the byte count of an immediate success. */
  static long returnedAddress(NativeMemory memory) {
    return memory.address() + RETURNED;
  }

  /** That byte count. */
  static long returned(NativeMemory memory) {
    return Integer.toUnsignedLong(memory.buffer().getInt(RETURNED));
  }

  Slot slot() {
    Slot ready = slot;
    if (ready == null) {
      throw new IllegalStateException("not prepared");
    }
    return ready;
  }

  /** Its memory, or null if the slot was never used. */
  @Nullable NativeMemory memory() {
    return memory;
  }

  @Override
  public long event() {
    return event;
  }

  @Override
  public void sweep(InFlight inFlight) {
    Slot adopted = slot();
    if (adopted.operation != null && !adopted.isPending()) {
      inFlight.completed(adopted);
    }
  }

  @Override
  public boolean isExpected() {
    return slot().operation != null;
  }

  @Override
  public void released(int index) {
    release();
  }

  /** Frees everything. For its owner, and only if the kernel has no operation of this slot. */
  void close() {
    if (memory != null) {
      kernel.free(memory);
      kernel.closeEvent(event);
      memory = null;
      slot = null;
      event = 0;
    }
  }
}

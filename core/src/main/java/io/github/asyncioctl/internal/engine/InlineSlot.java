package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.Overlapped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an operation on the caller's thread needs, ready for the next one: its own event,
 * an OVERLAPPED, the DWORD for the byte count, and room for small inputs and outputs. It belongs to
 * the thread that acquired it.
 */
final class InlineSlot extends Signal {
  private static final int RETURNED = Overlapped.SIZE;
  static final int DATA = 64;
  static final int DATA_SIZE = 8192;
  static final int SIZE = DATA + DATA_SIZE;

  private final Kernel kernel;
  private final AtomicBoolean taken = new AtomicBoolean();
  private @Nullable NativeMemory memory;
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
    Overlapped.prepare(ready.buffer(), 0, event, 0);
    ready.buffer().putInt(RETURNED, Calls.UNTOUCHED);
    return ready;
  }

  private NativeMemory create() throws KernelException {
    NativeMemory created = kernel.allocate(SIZE);
    try {
      event = kernel.createEvent();
    } catch (Throwable failure) {
      kernel.free(created);
      throw failure;
    }
    memory = created;
    return created;
  }

  /** The address of the DWORD that receives the byte count of an immediate success. */
  static long returnedAddress(NativeMemory memory) {
    return memory.address() + RETURNED;
  }

  /** That DWORD. */
  static int returned(NativeMemory memory) {
    return memory.buffer().getInt(RETURNED);
  }

  /** Its memory; to be called after {@link #prepare()}. */
  NativeMemory memory() {
    NativeMemory ready = memory;
    if (ready == null) {
      throw new IllegalStateException("not prepared");
    }
    return ready;
  }

  @Override
  long event() {
    return event;
  }

  @Override
  void prepare(int index, long position) {
    throw new UnsupportedOperationException("a waiter starts nothing in an inline slot");
  }

  @Override
  int status(int index) {
    return Overlapped.status(memory().buffer(), 0);
  }

  @Override
  long transferred(int index) {
    return Overlapped.transferred(memory().buffer(), 0);
  }

  @Override
  long address(int index) {
    return memory().address();
  }

  @Override
  void release(int index) {
    release();
  }

  /** Frees everything. For its owner, and only if the kernel has no operation of this slot. */
  void close() {
    NativeMemory unused = memory;
    if (unused != null) {
      memory = null;
      kernel.free(unused);
      kernel.closeEvent(event);
    }
  }
}

package io.github.asyncioctl.benchmarks.jmh;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that costs next to nothing, for one engine: what is measured on it is the engine.
 * Operations either complete at once, or pend until the benchmark completes the oldest ones.
 *
 * <p>An address is the number of a block of memory in its upper half, and an offset in its lower.
 */
final class FlatKernel implements Kernel {
  /** A code that pends. */
  static final int PENDING_CODE = 0x28000017;

  private static final int EVENTS = 4096;
  private static final int MAX_PENDING = 1 << 18;
  private static final int INTERNAL_HIGH = 8;
  private static final int EVENT = 24;

  private final AtomicInteger blocksMade = new AtomicInteger();
  private volatile NativeMemory[] blocks = new NativeMemory[16];

  private final AtomicInteger eventsMade = new AtomicInteger();
  private final AtomicIntegerArray signalled = new AtomicIntegerArray(EVENTS);
  private volatile @Nullable Thread asleep;

  /** A ring: the waiter adds, the benchmark takes. */
  private final long[] pending = new long[MAX_PENDING];

  private volatile long added;
  private volatile long taken;

  /** How many operations pend. */
  int pending() {
    return (int) (added - taken);
  }

  /** Completes the oldest ones. By one thread. */
  void complete(int count) {
    long from = taken;
    for (int i = 0; i < count; i++) {
      long overlapped = pending[(int) (from + i) & (MAX_PENDING - 1)];
      NativeMemory block = block(overlapped);
      int offset = (int) overlapped;
      block.buffer().putLong(offset + INTERNAL_HIGH, 0);
      long event = block.buffer().getLong(offset + EVENT);
      // The status last; setting the event orders both.
      block.buffer().putLong(offset, 0);
      signalled.lazySet((int) (event >> 2), 1);
    }
    taken = from + count;
    wake();
  }

  private NativeMemory block(long address) {
    return blocks[(int) (address >>> 32)];
  }

  @Override
  public synchronized NativeMemory allocate(int bytes) {
    int number = blocksMade.incrementAndGet();
    if (number == blocks.length) {
      blocks = java.util.Arrays.copyOf(blocks, 2 * number);
    }
    NativeMemory memory =
        new NativeMemory((long) number << 32, ByteBuffer.allocateDirect(bytes + 8).alignedSlice(8));
    blocks[number] = memory;
    return memory;
  }

  @Override
  public void free(NativeMemory memory) {
    // The collector does that.
  }

  @Override
  public long createEvent() {
    return 4L * eventsMade.incrementAndGet();
  }

  @Override
  public void setEvent(long event) {
    signalled.set((int) (event >> 2), 1);
    wake();
  }

  private void wake() {
    Thread sleeper = asleep;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }

  @Override
  public void closeEvent(long event) {}

  @Override
  public int waitForAny(long handles, int count, int timeoutMillis) {
    ByteBuffer array = block(handles).buffer();
    int first = take(array, (int) handles, count);
    if (first >= 0 || timeoutMillis == 0) {
      return first;
    }
    long end = System.nanoTime() + timeoutMillis * 1_000_000L;
    asleep = Thread.currentThread();
    try {
      while (true) {
        first = take(array, (int) handles, count);
        long left = timeoutMillis == INFINITE ? Long.MAX_VALUE : end - System.nanoTime();
        if (first >= 0 || left <= 0) {
          return first;
        }
        LockSupport.parkNanos(left);
      }
    } finally {
      asleep = null;
    }
  }

  private int take(ByteBuffer array, int offset, int count) {
    for (int i = 0; i < count; i++) {
      int event = (int) (array.getLong(offset + 8 * i) >> 2);
      if (signalled.get(event) == 1) {
        signalled.set(event, 0);
        return i;
      }
    }
    return TIMED_OUT;
  }

  @Override
  public int socketIoctl(
      long socket,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    ByteBuffer control = block(overlapped).buffer();
    int event = (int) (control.getLong((int) overlapped + EVENT) >> 2);
    signalled.lazySet(event, 0);
    if (code == PENDING_CODE) {
      long position = added;
      pending[(int) position & (MAX_PENDING - 1)] = overlapped;
      added = position + 1;
      return IO_PENDING;
    }
    block(out).buffer().putInt((int) out, 7);
    block(returned).buffer().putInt((int) returned, Integer.BYTES);
    control.putLong((int) overlapped, 0);
    signalled.lazySet(event, 1);
    return SUCCESS;
  }

  @Override
  public int deviceIoctl(
      long handle,
      int code,
      long in,
      int inBytes,
      long out,
      int outBytes,
      long returned,
      long overlapped) {
    return socketIoctl(handle, code, in, inBytes, out, outBytes, returned, overlapped);
  }

  /** Completes everything: the engine only cancels when it closes. */
  @Override
  public int cancel(long handle, long overlapped) {
    NativeMemory block = block(overlapped);
    block.buffer().putLong((int) overlapped, 0xC0000120L);
    setEvent(block.buffer().getLong((int) overlapped + EVENT) & ~1L);
    return SUCCESS;
  }

  @Override
  public int deviceError(long handle, long overlapped) {
    return OPERATION_ABORTED;
  }
}

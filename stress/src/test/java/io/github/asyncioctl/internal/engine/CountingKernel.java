package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of a kernel as an inline slot needs that is never issued, and an event that wakes
 * somebody: it counts what is freed, set and closed.
 */
final class CountingKernel implements Kernel {
  private static final ByteBuffer MEMORY =
      ByteBuffer.allocateDirect(InlineSlot.DATA + InlineSlot.DATA_SIZE);

  final AtomicInteger freed = new AtomicInteger();

  /** Whether an event is set that nobody has consumed. */
  final AtomicBoolean signalled = new AtomicBoolean();

  /** How often an event was closed. */
  final AtomicInteger closed = new AtomicInteger();

  /** How many are in the middle of setting an event. */
  private final AtomicInteger setting = new AtomicInteger();

  /** Whether an event was closed while somebody had still to set it. */
  volatile boolean closedTooEarly;

  @Override
  public NativeMemory allocate(int bytes) {
    return new NativeMemory(0x10000, MEMORY.duplicate());
  }

  @Override
  public void free(NativeMemory memory) {
    freed.incrementAndGet();
  }

  @Override
  public long createEvent() {
    return 4;
  }

  @Override
  public void setEvent(long event) {
    setting.incrementAndGet();
    signalled.set(true);
    setting.decrementAndGet();
    closedTooEarly |= closed.get() > 0;
  }

  @Override
  public void closeEvent(long event) {
    closed.incrementAndGet();
    closedTooEarly |= setting.get() > 0;
  }

  /** Consumes the signal of the one event that there is. */
  @Override
  public int waitForAny(long handles, int count, int timeoutMillis) {
    return signalled.getAndSet(false) ? 0 : TIMED_OUT;
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
    throw new UnsupportedOperationException();
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
    throw new UnsupportedOperationException();
  }

  @Override
  public int cancel(long handle, long overlapped) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int deviceError(long handle, long overlapped) {
    throw new UnsupportedOperationException();
  }
}

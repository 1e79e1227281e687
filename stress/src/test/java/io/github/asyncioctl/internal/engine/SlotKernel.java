package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of a kernel as an inline slot needs that is never issued: it counts what is freed. */
final class SlotKernel implements Kernel {
  private static final ByteBuffer MEMORY =
      ByteBuffer.allocateDirect(InlineSlot.DATA + InlineSlot.DATA_SIZE);

  final AtomicInteger freed = new AtomicInteger();

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
    throw new UnsupportedOperationException();
  }

  @Override
  public void closeEvent(long event) {}

  @Override
  public int waitForAny(long handles, int count, int timeoutMillis) {
    throw new UnsupportedOperationException();
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

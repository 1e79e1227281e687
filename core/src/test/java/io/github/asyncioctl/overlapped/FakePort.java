package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.KernelException;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Events and memory as a test wants them. */
final class FakePort implements OverlappedPort {
  private static final int INVALID_HANDLE = 6;

  final Map<Long, Boolean> events = new ConcurrentHashMap<>();
  final Map<Long, NativeMemory> memories = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong(0x1000);

  /** An OVERLAPPED in memory of its own. */
  NativeMemory overlapped(long event) {
    return overlapped(event, 0);
  }

  /** The same with an earlier status. */
  NativeMemory overlapped(long event, long status) {
    return place(next.addAndGet(64), event, status);
  }

  /** An OVERLAPPED at this address. */
  NativeMemory place(long address, long event, long status) {
    NativeMemory memory = new NativeMemory(address, ByteBuffer.allocateDirect(32));
    memory.buffer().putLong(0, status).putLong(24, event);
    memories.put(address, memory);
    return memory;
  }

  /** The kernel ends an operation. */
  void complete(NativeMemory overlapped, int status) {
    long event = overlapped.buffer().getLong(24) & ~1L;
    overlapped.buffer().putLong(0, status);
    events.replace(event, true);
  }

  @Override
  public long createEvent() {
    long event = next.addAndGet(64);
    events.put(event, false);
    return event;
  }

  @Override
  public int resetEvent(long event) {
    return events.replace(event, false) == null ? INVALID_HANDLE : 0;
  }

  @Override
  public void closeEvent(long event) {
    events.remove(event);
  }

  @Override
  public boolean await(long event, int millis) throws KernelException {
    Boolean signalled = events.get(event);
    if (signalled == null) {
      throw new KernelException("WaitForSingleObject", INVALID_HANDLE);
    }
    return signalled;
  }

  @Override
  public NativeMemory memory(long address, int bytes) {
    return memories.get(address);
  }
}

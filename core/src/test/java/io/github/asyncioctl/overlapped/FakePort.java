package io.github.asyncioctl.overlapped;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import io.github.asyncioctl.internal.kernel.OverlappedPort;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** Events and memory as a test wants them. */
final class FakePort implements OverlappedPort {
  private static final int INVALID_HANDLE = 6;

  final Map<Long, Boolean> events = new HashMap<>();
  final Map<Long, NativeMemory> memories = new HashMap<>();
  private long next = 0x100;

  /** An OVERLAPPED in memory of its own. */
  NativeMemory overlapped(long event) {
    long address = next += 64;
    NativeMemory memory = new NativeMemory(address, ByteBuffer.allocateDirect(32));
    memory.buffer().putLong(24, event);
    memories.put(address, memory);
    return memory;
  }

  @Override
  public long createEvent() {
    long event = next += 8;
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
  public boolean await(long event, int millis) {
    return events.getOrDefault(event, false);
  }

  @Override
  public NativeMemory memory(long address, int bytes) {
    return memories.get(address);
  }
}

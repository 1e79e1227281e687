package io.github.asyncioctl.test;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** Memory whose addresses have a meaning only here. Used under the kernel's lock. */
final class FakeMemory {
  private static final int ALIGNMENT = 16;

  private final TreeMap<Long, NativeMemory> blocks = new TreeMap<>();
  private long next = 0x10000;

  NativeMemory allocate(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes + ALIGNMENT);
    NativeMemory block = new NativeMemory(next, buffer.alignedSlice(ALIGNMENT).slice(0, bytes));
    blocks.put(next, block);
    next += (bytes + 4L * ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    return block;
  }

  void free(NativeMemory block) {
    if (!blocks.remove(block.address(), block)) {
      throw new IllegalStateException("freed twice, or never allocated: " + block.address());
    }
  }

  /** The bytes from an address, little-endian. */
  ByteBuffer at(long address, int length) {
    Map.Entry<Long, NativeMemory> block = blocks.floorEntry(address);
    if (block == null || address + length > block.getKey() + block.getValue().size()) {
      throw new IllegalArgumentException(
          "no memory of an operation: " + length + " bytes at 0x" + Long.toHexString(address));
    }
    int offset = (int) (address - block.getKey());
    return block.getValue().buffer().slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  int blocks() {
    return blocks.size();
  }
}

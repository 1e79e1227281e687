package io.github.asyncioctl.sim;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Native memory with addresses of its own. What is freed is poisoned and kept, and an access to it
 * is an error, so a use after free is found and not suffered.
 */
final class SimulatedMemory {
  private static final byte POISON = (byte) 0xDD;

  private record Block(NativeMemory memory, boolean freed) {}

  private final TreeMap<Long, Block> blocks = new TreeMap<>();
  private long next = 0x10000;
  private int live;

  NativeMemory allocate(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes + 16).alignedSlice(16).slice(0, bytes);
    NativeMemory memory = new NativeMemory(next, buffer);
    blocks.put(next, new Block(memory, false));
    next += bytes + 64 & ~15L;
    live++;
    return memory;
  }

  void free(NativeMemory memory) {
    Block block = blocks.get(memory.address());
    if (block == null || block.freed || block.memory != memory) {
      throw new IllegalStateException("freed twice, or never allocated: " + memory.address());
    }
    for (int i = 0; i < memory.size(); i++) {
      memory.buffer().put(i, POISON);
    }
    blocks.put(memory.address(), new Block(memory, true));
    live--;
  }

  /** Blocks that were not freed. */
  int live() {
    return live;
  }

  /** Freed blocks that were written to afterwards. */
  List<Long> written() {
    List<Long> found = new ArrayList<>();
    blocks.forEach(
        (address, block) -> {
          if (block.freed && !isPoisoned(block.memory)) {
            found.add(address);
          }
        });
    return found;
  }

  private static boolean isPoisoned(NativeMemory memory) {
    for (int i = 0; i < memory.size(); i++) {
      if (memory.buffer().get(i) != POISON) {
        return false;
      }
    }
    return true;
  }

  /** The bytes at an address, which must be allocated and large enough. */
  ByteBuffer at(long address, int length) {
    Map.Entry<Long, Block> entry = blocks.floorEntry(address);
    if (entry == null || entry.getValue().freed) {
      throw new IllegalStateException("not allocated: " + address);
    }
    int offset = (int) (address - entry.getKey());
    return entry
        .getValue()
        .memory
        .buffer()
        .duplicate()
        .order(ByteOrder.LITTLE_ENDIAN)
        .slice(offset, length)
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}

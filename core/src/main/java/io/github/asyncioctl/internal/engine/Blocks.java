package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.util.ArrayDeque;

/**
 * The memory for inputs and outputs of operations that may pend, in powers of two. What comes back
 * is kept for the next operation, up to a bound. Owned by the waiter.
 */
final class Blocks {
  private static final int SMALLEST_BITS = 6;
  private static final int LARGEST_KEPT_BITS = 14;

  /** The largest block that is kept: 16 KiB. */
  static final int LARGEST_KEPT = 1 << LARGEST_KEPT_BITS;

  private static final int KEPT_BYTES_PER_SIZE = 1 << 20;

  private final Kernel kernel;
  private final ArrayDeque<NativeMemory>[] free;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  Blocks(Kernel kernel) {
    this.kernel = kernel;
    free = new ArrayDeque[LARGEST_KEPT_BITS + 1];
    for (int i = SMALLEST_BITS; i <= LARGEST_KEPT_BITS; i++) {
      free[i] = new ArrayDeque<>();
    }
  }

  /** A block of at least this size, with anything in it. */
  NativeMemory take(int size) {
    int bits = Math.max(SMALLEST_BITS, 32 - Integer.numberOfLeadingZeros(size - 1));
    if (bits > LARGEST_KEPT_BITS) {
      return kernel.allocate(size);
    }
    NativeMemory block = free[bits].poll();
    return block != null ? block : kernel.allocate(1 << bits);
  }

  /** Takes a block back that the kernel is done with. */
  void give(NativeMemory block) {
    if (!keep(block)) {
      kernel.free(block);
    }
  }

  private boolean keep(NativeMemory block) {
    int bits = Integer.numberOfTrailingZeros(block.size());
    if (block.size() > LARGEST_KEPT || (long) free[bits].size() << bits >= KEPT_BYTES_PER_SIZE) {
      return false;
    }
    try {
      free[bits].push(block);
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  void close() {
    for (int i = SMALLEST_BITS; i <= LARGEST_KEPT_BITS; i++) {
      for (NativeMemory block = free[i].poll(); block != null; block = free[i].poll()) {
        kernel.free(block);
      }
    }
  }
}

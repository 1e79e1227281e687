package io.github.asyncioctl.internal.engine;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Inputs on their way to native memory, and the pointers in them. */
final class NativeInput {
  static final int[] NO_POINTERS = {};

  private NativeInput() {}

  /** A copy of the remaining bytes; null if there are none. */
  static byte @Nullable [] copy(@Nullable ByteBuffer in) {
    if (in == null || !in.hasRemaining()) {
      return null;
    }
    byte[] bytes = new byte[in.remaining()];
    in.get(in.position(), bytes);
    return bytes;
  }

  /**
   * Where the pointers stand in an input.
   *
   * @throws IllegalArgumentException if one of them does not lie in the input, does not point into
   *     it, or shares a byte with another one
   */
  static int[] pointers(@Nullable ByteBuffer in, Form<?> form) {
    if (in == null) {
      return NO_POINTERS;
    }
    int[] offsets = form.pointers(in);
    if (offsets.length > 0) {
      check(in.slice().order(ByteOrder.LITTLE_ENDIAN), offsets);
    }
    return offsets;
  }

  private static void check(ByteBuffer in, int[] offsets) {
    for (int offset : offsets) {
      if (offset < 0 || offset > in.limit() - Long.BYTES) {
        throw new IllegalArgumentException(
            "a pointer at " + offset + " is outside the input of " + in.limit() + " bytes");
      }
      long target = in.getLong(offset);
      if (target < 0 || target > in.limit()) {
        throw new IllegalArgumentException(
            "the pointer at " + offset + " points outside the input, to " + target);
      }
    }
    // Each is made an address by adding to it: twice would be once too often.
    int[] sorted = offsets.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] - sorted[i - 1] < Long.BYTES) {
        throw new IllegalArgumentException(
            "the pointers at " + sorted[i - 1] + " and " + sorted[i] + " overlap");
      }
    }
  }

  /** Makes addresses of the offsets, once the input lies in native memory. */
  static void relocate(NativeMemory memory, int start, int[] pointers) {
    for (int pointer : pointers) {
      int index = start + pointer;
      memory.buffer().putLong(index, memory.buffer().getLong(index) + memory.address() + start);
    }
  }
}

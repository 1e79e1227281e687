package io.github.asyncioctl.load;

import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A piece of native memory between two walls, which nobody may touch. */
final class Walled {
  private static final int WALL = 32;
  private static final int PAGE = 1 << 16;
  private static final ByteBuffer BRICKS = pattern((byte) 0xB1, PAGE + 2 * WALL);
  private static final ByteBuffer POISON = pattern((byte) 0xDE, PAGE);

  private final Allocator allocator;
  private final NativeMemory whole;
  private final NativeMemory inside;
  private final int asked;

  private Walled(Allocator allocator, NativeMemory whole, NativeMemory inside, int asked) {
    this.allocator = allocator;
    this.whole = whole;
    this.inside = inside;
    this.asked = asked;
  }

  /**
   * Allocates a piece.
   *
   * @param bytes what is needed
   * @param size what it says that it has, at most 64 KB more; the rest belongs to the wall
   */
  static Walled around(Allocator allocator, int bytes, int size) {
    NativeMemory whole = allocator.allocate(size + 2 * WALL);
    whole.buffer().put(0, BRICKS, 0, WALL);
    whole.buffer().put(WALL + bytes, BRICKS, 0, size - bytes + WALL);
    NativeMemory inside =
        new NativeMemory(whole.address() + WALL, whole.buffer().slice(WALL, size));
    return new Walled(allocator, whole, inside, bytes);
  }

  private static ByteBuffer pattern(byte each, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, each);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** What the engine gets. */
  NativeMemory inside() {
    return inside;
  }

  void checkWalls() {
    checkEquals(whole.buffer(), 0, BRICKS, WALL, "before the memory");
    int behind = inside.size() - asked + WALL;
    checkEquals(whole.buffer(), WALL + asked, BRICKS, behind, "behind the memory");
  }

  /** Nobody may touch it any more. */
  void poison() {
    for (int at = 0; at < asked; at += PAGE) {
      inside.buffer().put(at, POISON, 0, Math.min(PAGE, asked - at));
    }
  }

  void checkPoison() {
    checkWalls();
    for (int at = 0; at < asked; at += PAGE) {
      int length = Math.min(PAGE, asked - at);
      checkEquals(inside.buffer(), at, POISON, length, "after the release");
    }
  }

  private void checkEquals(ByteBuffer memory, int at, ByteBuffer expected, int length, String how) {
    int difference = memory.slice(at, length).mismatch(expected.slice(0, length));
    if (difference >= 0) {
      throw new AssertionError(
          String.format(
              "somebody wrote %s: 0x%02x at %d, which is %d of %d bytes",
              how, memory.get(at + difference), whole.address() + WALL, at + difference, asked));
    }
  }

  /** Gives it back for good. */
  void free() {
    allocator.free(whole);
  }
}

package io.github.asyncioctl.load;

import io.github.asyncioctl.internal.kernel.Kernel;
import io.github.asyncioctl.internal.kernel.NativeMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A piece of native memory between two walls, which nobody may touch. */
final class Walled {
  private static final int WALL = 32;
  private static final int PAGE = 1 << 16;
  private static final ByteBuffer BRICKS = pattern((byte) 0xB1, WALL);
  private static final ByteBuffer POISON = pattern((byte) 0xDE, PAGE);

  private final Kernel kernel;
  private final NativeMemory whole;
  private final NativeMemory inside;

  private Walled(Kernel kernel, NativeMemory whole, NativeMemory inside) {
    this.kernel = kernel;
    this.whole = whole;
    this.inside = inside;
  }

  static Walled around(Kernel kernel, int bytes) {
    NativeMemory whole = kernel.allocate(bytes + 2 * WALL);
    whole.buffer().put(0, BRICKS, 0, WALL).put(WALL + bytes, BRICKS, 0, WALL);
    return new Walled(
        kernel, whole, new NativeMemory(whole.address() + WALL, whole.buffer().slice(WALL, bytes)));
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
    checkEquals(whole.buffer(), WALL + inside.size(), BRICKS, WALL, "behind the memory");
  }

  /** Nobody may touch it any more. */
  void poison() {
    for (int at = 0; at < inside.size(); at += PAGE) {
      inside.buffer().put(at, POISON, 0, Math.min(PAGE, inside.size() - at));
    }
  }

  void checkPoison() {
    checkWalls();
    for (int at = 0; at < inside.size(); at += PAGE) {
      int length = Math.min(PAGE, inside.size() - at);
      checkEquals(inside.buffer(), at, POISON, length, "after the release");
    }
  }

  private void checkEquals(ByteBuffer memory, int at, ByteBuffer expected, int length, String how) {
    int difference = memory.slice(at, length).mismatch(expected.slice(0, length));
    if (difference >= 0) {
      throw new AssertionError(
          String.format(
              "somebody wrote %s: 0x%02x at %d, which is %d of %d bytes",
              how,
              memory.get(at + difference),
              whole.address() + WALL,
              at + difference,
              inside.size()));
    }
  }

  /** Gives it back for good. */
  void free() {
    kernel.free(whole);
  }
}

package io.github.asyncioctl.internal.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A block of native memory. It does not free itself: its owner frees it, but never while the kernel
 * may still write to it.
 */
public final class NativeMemory {
  private static final byte[] ZEROS = new byte[4096];
  private static final byte[] NOTHING = {};

  private final long address;
  private final ByteBuffer buffer;

  /**
   * @param address where the memory begins
   * @param buffer a direct buffer over all of it
   */
  public NativeMemory(long address, ByteBuffer buffer) {
    this.address = address;
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the memory begins. */
  public long address() {
    return address;
  }

  /** The memory in little-endian order, for absolute access only: do not use its position. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Its size in bytes. */
  public int size() {
    return buffer.capacity();
  }

  /** Copies an array into the memory. */
  public void write(int offset, byte[] bytes) {
    buffer.put(offset, bytes);
  }

  /** Copies {@code length} bytes from a buffer's position on into the memory. */
  public void write(int offset, ByteBuffer source, int length) {
    buffer.put(offset, source, source.position(), length);
  }

  /** A fresh little-endian heap buffer with nothing in it. */
  public static ByteBuffer nothing() {
    return ByteBuffer.wrap(NOTHING).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A fresh little-endian heap buffer with a copy of {@code length} bytes. */
  public ByteBuffer read(int offset, int length) {
    byte[] copy = length == 0 ? NOTHING : new byte[length];
    buffer.get(offset, copy);
    return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Zeroes a range. */
  public void clear(int offset, int length) {
    for (int done = 0; done < length; done += ZEROS.length) {
      buffer.put(offset + done, ZEROS, 0, Math.min(ZEROS.length, length - done));
    }
  }
}

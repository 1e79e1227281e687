package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Arrays;

/** Memory for data, filled with a pattern at first. As a {@link Block} it is never freed. */
final class Buffer {
  private static final byte FILLED = (byte) 0xCC;

  private final Pointer memory;
  private final int size;

  Buffer(int size) {
    this.size = size;
    memory = new Pointer(Native.malloc(Math.max(size, 1)));
    memory.setMemory(0, size, FILLED);
  }

  private Buffer(Pointer memory, int size) {
    this.memory = memory;
    this.size = size;
  }

  /** A part of it that is passed by itself. */
  Buffer part(int offset, int bytes) {
    return new Buffer(memory.share(offset), bytes);
  }

  /** A buffer of just these bytes. */
  static Buffer of(byte... bytes) {
    Buffer buffer = new Buffer(bytes.length);
    buffer.memory.write(0, bytes, 0, bytes.length);
    return buffer;
  }

  /** As many bytes as that, none of them of the pattern. */
  static Buffer ofBytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (1 + i % 100);
    }
    return of(bytes);
  }

  long address() {
    return Pointer.nativeValue(memory);
  }

  int size() {
    return size;
  }

  Pointer memory() {
    return memory;
  }

  byte[] bytes(int count) {
    return memory.getByteArray(0, count);
  }

  /** How many bytes were written, in the words of the table. */
  String arrived() {
    byte[] bytes = bytes(size);
    int end = size;
    while (end > 0 && bytes[end - 1] == FILLED) {
      end--;
    }
    return end == 0 ? "untouched" : String.valueOf(end);
  }

  /** Fills it with the pattern once more. */
  void fill() {
    memory.setMemory(0, size, FILLED);
  }

  /** Gives the memory back; nothing may be pending with it. */
  void free() {
    Native.free(address());
  }

  /** Whether both begin with the same bytes. */
  boolean startsAs(Buffer other, int count) {
    return Arrays.equals(bytes(count), other.bytes(count));
  }
}

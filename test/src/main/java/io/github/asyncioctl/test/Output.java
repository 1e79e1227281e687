package io.github.asyncioctl.test;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.SocketHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What an operation leaves in its output buffer.
 *
 * @param bytes the bytes
 * @param pointers where in them 64-bit offsets from their start are, which become addresses
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Output(byte[] bytes, int... pointers) {
  static final Output NOTHING = new Output(new byte[0]);

  /**
   * A value as a control code would return it.
   *
   * @throws IllegalArgumentException if the code's own decoder would not read this value
   */
  static Output of(Ioctl<?, ?> ioctl, @Nullable Object value) {
    Output output = Encoder.encode(ioctl, value);
    Object read;
    try {
      read = ioctl.decode(ByteBuffer.wrap(output.bytes).order(ByteOrder.LITTLE_ENDIAN), 0);
    } catch (RuntimeException senseless) {
      throw new IllegalArgumentException(ioctl + " cannot give " + value, senseless);
    }
    if (!same(value, read)) {
      throw new IllegalArgumentException(ioctl + " would give " + read + " instead of " + value);
    }
    return output;
  }

  private static boolean same(@Nullable Object value, @Nullable Object read) {
    if (value instanceof SocketHandle one && read instanceof SocketHandle other) {
      return one.value() == other.value();
    }
    return value == null ? read == null : value.equals(read);
  }

  int length() {
    return bytes.length;
  }

  /** Writes them to memory that begins at an address. */
  void writeTo(ByteBuffer memory, long address) {
    memory.put(0, bytes);
    for (int pointer : pointers) {
      memory.putLong(pointer, address + memory.getLong(pointer));
    }
  }
}

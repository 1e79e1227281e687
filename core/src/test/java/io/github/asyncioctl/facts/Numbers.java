package io.github.asyncioctl.facts;

/** Buffers of a single number, for arguments that are passed by address. */
final class Numbers {
  private Numbers() {}

  static Buffer ofInt(int value) {
    Buffer buffer = new Buffer(Integer.BYTES);
    buffer.memory().setInt(0, value);
    return buffer;
  }

  static Buffer ofInts(int... values) {
    Buffer buffer = new Buffer(values.length * Integer.BYTES);
    buffer.memory().write(0, values, 0, values.length);
    return buffer;
  }

  static Buffer ofLong(long value) {
    Buffer buffer = new Buffer(Long.BYTES);
    buffer.memory().setLong(0, value);
    return buffer;
  }
}

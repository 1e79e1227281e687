package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** Values that need no structure of their own, at the position of a little-endian buffer. */
final class Codec {
  private static final long MAX_ULONG = 0xFFFF_FFFFL;

  private Codec() {}

  /**
   * Returns the number if it is within its range; otherwise throws an exception that says why not.
   */
  static long checkRange(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " must be from " + min + " to " + max + ", but is " + value);
    }
    return value;
  }

  /** BOOL. */
  static void putBool(Boolean value, ByteBuffer out) {
    out.putInt(value ? 1 : 0);
  }

  /** BOOL. */
  static Boolean bool(ByteBuffer in) {
    return in.getInt() != 0;
  }

  /** ULONG. */
  static void putUlong(Long value, ByteBuffer out) {
    out.putInt((int) checkRange("value", value, 0, MAX_ULONG));
  }

  /** ULONG. */
  static Long ulong(ByteBuffer in) {
    return Integer.toUnsignedLong(in.getInt());
  }

  /** USHORT. */
  static void putUshort(Integer value, ByteBuffer out) {
    out.putShort((short) checkRange("value", value, 0, 0xFFFF));
  }

  /** UCHAR. */
  static void putUchar(Integer value, ByteBuffer out) {
    out.put((byte) checkRange("value", value, 0, 0xFF));
  }

  /** ULONG, the id of a process; 0 is none that has sockets, so the system has not told it. */
  static Long processId(ByteBuffer in) {
    return checkRange("process id", ulong(in), 1, MAX_ULONG);
  }

  /** UINT64, or a HANDLE or pointer in a process of 64 bits. */
  static Long uint64(ByteBuffer in) {
    return in.getLong();
  }

  /** GUID: three little-endian numbers, then eight bytes as they are. */
  static void putGuid(UUID value, ByteBuffer out) {
    long high = value.getMostSignificantBits();
    out.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    out.putLong(Long.reverseBytes(value.getLeastSignificantBits()));
  }

  /** Bytes that mean nothing here. */
  static ByteBuffer bytes(ByteBuffer in) {
    ByteBuffer copy = ByteBuffer.allocate(in.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    return copy.put(in).flip();
  }

  /** Bytes that mean nothing here. */
  static void putBytes(ByteBuffer value, ByteBuffer out) {
    out.put(value.duplicate());
  }
}

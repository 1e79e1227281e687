package io.github.asyncioctl.facts;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * An OVERLAPPED or IO_STATUS_BLOCK and the DWORD for the byte count, filled with a pattern, so that
 * it can be told what the system wrote. It is never freed: whoever looks at what the system does at
 * the end of an operation cannot know when it is done with the memory.
 */
final class Block {
  private static final int FILLED = 0xDEADBEEF;
  private static final int STATUS_PENDING = 0x103;
  private static final int INTERNAL = 0;
  private static final int INTERNAL_HIGH = 8;
  private static final int OFFSET = 16;
  private static final int EVENT = 24;
  private static final int COUNT = 32;
  private static final int SIZE = 64;

  private final Pointer memory = new Pointer(Native.malloc(SIZE));

  /** With a value for hEvent, 0 for none. */
  Block(long event) {
    memory.clear(SIZE);
    memory.setLong(EVENT, event);
    fill();
  }

  /** Fills status, information and byte count once more. */
  void fill() {
    memory.setLong(INTERNAL, pattern());
    memory.setLong(INTERNAL_HIGH, pattern());
    memory.setInt(COUNT, FILLED);
  }

  private static long pattern() {
    return (long) FILLED << Integer.SIZE | Integer.toUnsignedLong(FILLED);
  }

  /** The byte at which a file is read or written. */
  void at(long offset) {
    memory.setLong(OFFSET, offset);
  }

  /** Writes the status by hand. */
  void setStatus(int status) {
    memory.setLong(INTERNAL, Integer.toUnsignedLong(status));
  }

  /** Writes the information by hand. */
  void setInfo(long info) {
    memory.setLong(INTERNAL_HIGH, info);
  }

  long address() {
    return Pointer.nativeValue(memory);
  }

  /** Where the byte count goes. */
  long countAddress() {
    return address() + COUNT;
  }

  /** What hEvent was set to. */
  long event() {
    return memory.getLong(EVENT);
  }

  String status() {
    int status = memory.getInt(INTERNAL);
    return status == FILLED ? "kept" : Observation.hex(status);
  }

  /** Whether there is a status other than what it was filled with, or pending. */
  boolean isWritten() {
    int status = memory.getInt(INTERNAL);
    return status != FILLED && status != STATUS_PENDING;
  }

  String info() {
    long info = memory.getLong(INTERNAL_HIGH);
    return info == pattern() ? "kept" : String.valueOf(info);
  }

  String count() {
    int count = memory.getInt(COUNT);
    return count == FILLED ? "kept" : String.valueOf(count);
  }
}

package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/** How urgent a connection's data is: SOCKET_PRIORITY_HINT (mstcpip.h). */
public enum PriorityHint {
  /** Gives way to everything. */
  VERY_LOW(0),
  /** Gives way to what is normal. */
  LOW(1),
  /** As usual. */
  NORMAL(2);

  /** The size of SOCKET_PRIORITY_HINT. */
  static final int SIZE = 4;

  private final int value;

  PriorityHint(int value) {
    this.value = value;
  }

  void write(ByteBuffer out) {
    out.putInt(value);
  }
}

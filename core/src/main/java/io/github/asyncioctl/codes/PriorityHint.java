package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/** How urgent a connection's data is: SOCKET_PRIORITY_HINT (mstcpip.h). */
public enum PriorityHint {
  /** Yields to all other traffic. */
  VERY_LOW(0),
  /** Yields to normal traffic. */
  LOW(1),
  /** The default. */
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

package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * How much a TCP connection sends before the first acknowledgement: TCP_ICW_LEVEL (mstcpip.h),
 * which has names but no byte counts.
 */
public enum InitialCongestionWindow {
  /** The choice of Windows. */
  DEFAULT(0),
  /** More. */
  HIGH(1),
  /** Still more. */
  VERY_HIGH(2),
  /** Still more. */
  AGGRESSIVE(3),
  /** For experiments. */
  EXPERIMENTAL(4),
  /** Compatible with older versions. */
  COMPATIBLE(254);

  /** The size of TCP_ICW_PARAMETERS. */
  static final int SIZE = 4;

  private final int value;

  InitialCongestionWindow(int value) {
    this.value = value;
  }

  void write(ByteBuffer out) {
    out.putInt(value);
  }
}

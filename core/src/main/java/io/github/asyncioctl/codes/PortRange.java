package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * A block of TCP or UDP ports: INET_PORT_RANGE (mstcpip.h).
 *
 * @param start the first port; 0 to let the system choose
 * @param count how many ports, from 1 to 65535; the last one is 65535 at most
 */
public record PortRange(int start, int count) {
  /** The size of INET_PORT_RANGE. */
  static final int SIZE = 4;

  private static final int MAX_PORT = 0xFFFF;

  /**
   * Checks the ranges.
   *
   * @param start see the record
   * @param count see the record
   */
  public PortRange {
    Codec.checkRange("start", start, 0, MAX_PORT);
    Codec.checkRange("count", count, 1, Math.min(MAX_PORT, MAX_PORT - start + 1));
  }

  /** Unlike the count, the port is in the network's byte order. */
  void write(ByteBuffer out) {
    out.putShort(Short.reverseBytes((short) start)).putShort((short) count);
  }

  static PortRange read(ByteBuffer in) {
    int start = Short.toUnsignedInt(Short.reverseBytes(in.getShort()));
    return new PortRange(start, Short.toUnsignedInt(in.getShort()));
  }
}

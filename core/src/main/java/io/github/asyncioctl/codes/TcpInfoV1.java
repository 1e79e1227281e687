package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The statistics of a TCP connection, and what limits its speed: TCP_INFO_v1 (mstcpip.h), on
 * Microsoft's page "TCP_INFO_v1 structure (mstcpip.h)".
 *
 * @param info what version 0 has
 * @param limitedByReceiver when the window of the other side was the limit
 * @param limitedByCongestion when the congestion window was
 * @param limitedBySender when this side did not send more
 */
public record TcpInfoV1(
    TcpInfo info, Limit limitedByReceiver, Limit limitedByCongestion, Limit limitedBySender) {
  /** The size of TCP_INFO_v1. */
  static final int SIZE = 136;

  /**
   * One limit of the speed.
   *
   * @param times how often it became the limit
   * @param duration how long it was, in milliseconds
   * @param bytes what was sent meanwhile
   */
  public record Limit(long times, Duration duration, long bytes) {
    private static Limit read(ByteBuffer in) {
      return new Limit(Codec.ulong(in), Duration.ofMillis(Codec.ulong(in)), TcpInfo.total(in));
    }
  }

  static TcpInfoV1 read(ByteBuffer in) {
    return new TcpInfoV1(TcpInfo.read(in), Limit.read(in), Limit.read(in), Limit.read(in));
  }
}

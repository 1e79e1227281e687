package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The statistics of a TCP connection, and what limits its throughput: TCP_INFO_v1 (mstcpip.h), on
 * Microsoft's page "TCP_INFO_v1 structure (mstcpip.h)".
 *
 * @param info the fields of version 0
 * @param limitedByReceiver when the peer's receive window was the limit
 * @param limitedByCongestion when the congestion window was the limit
 * @param limitedBySender when this side had no more to send
 */
public record TcpInfoV1(
    TcpInfo info, Limit limitedByReceiver, Limit limitedByCongestion, Limit limitedBySender) {
  /** The size of TCP_INFO_v1. */
  static final int SIZE = 136;

  /**
   * One limit of the throughput.
   *
   * @param times how often it became the limit
   * @param duration for how long it was the limit, in milliseconds
   * @param bytes bytes sent during that time
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

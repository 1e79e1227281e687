package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * The statistics of a TCP connection, what limits its throughput, and signs of congestion:
 * TCP_INFO_v2 (mstcpip.h), on Microsoft's page "TCP_INFO_v2 structure (mstcpip.h)". The layout is
 * that of the SDK header for Windows 11 and of Microsoft's Windows metadata, which bindings for
 * other languages are generated from (152 bytes; the new fields start at 136).
 *
 * @param limits the fields of version 1, including those of version 0
 * @param outOfOrderPacketsIn how many packets with data arrived out of order
 * @param ecn whether Explicit Congestion Notification is in use
 * @param congestionEchoAcksIn how many acknowledgements had the flag ECE, which signals congestion
 * @param probeTimeoutEpisodes how often a probe timeout expired (PtoEpisodes)
 */
public record TcpInfoV2(
    TcpInfoV1 limits,
    long outOfOrderPacketsIn,
    boolean ecn,
    long congestionEchoAcksIn,
    long probeTimeoutEpisodes) {
  /** The size of TCP_INFO_v2. */
  static final int SIZE = 152;

  static TcpInfoV2 read(ByteBuffer in) {
    TcpInfoV1 limits = TcpInfoV1.read(in);
    long outOfOrder = Codec.ulong(in);
    boolean ecn = in.get() != 0;
    TcpInfo.align(in, 4);
    return new TcpInfoV2(limits, outOfOrder, ecn, Codec.ulong(in), Codec.ulong(in));
  }
}

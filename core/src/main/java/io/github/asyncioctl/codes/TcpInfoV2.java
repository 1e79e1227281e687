package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;

/**
 * The statistics of a TCP connection, what limits its speed, and what tells of congestion:
 * TCP_INFO_v2 (mstcpip.h), on Microsoft's page "TCP_INFO_v2 structure (mstcpip.h)". The layout is
 * that of the SDK's header for Windows 11, and the one of Microsoft's Windows metadata, from which
 * bindings for other languages are made (152 bytes; what is new begins at 136).
 *
 * @param limits what version 1 has, version 0 included
 * @param outOfOrderPacketsIn how many packets with data arrived out of order
 * @param ecn whether Explicit Congestion Notification is in use
 * @param congestionEchoAcksIn how many acknowledgements had the flag ECE, which tells of congestion
 * @param probeTimeoutEpisodes how often the timeout of a probe ended (PtoEpisodes)
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

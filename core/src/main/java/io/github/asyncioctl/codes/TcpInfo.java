package io.github.asyncioctl.codes;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The statistics of a TCP connection: TCP_INFO_v0 (mstcpip.h), on Microsoft's page "TCP_INFO_v0
 * structure (mstcpip.h)".
 *
 * @param state the state of the connection
 * @param maxSegmentBytes the largest segment, without headers
 * @param connectionTime how long the connection has existed, in milliseconds
 * @param timestamps whether TCP's time stamps are in use
 * @param roundTripTime the current estimate, in microseconds
 * @param minRoundTripTime the smallest sample, in microseconds
 * @param bytesInFlight bytes sent but not yet acknowledged
 * @param congestionWindowBytes the congestion window
 * @param sendWindowBytes the send window, SND.WND in RFC 9293
 * @param receiveWindowBytes the receive window, RCV.WND in RFC 9293
 * @param receiveBufferBytes the receive buffer, which the system resizes
 * @param bytesOut bytes sent since the connection began
 * @param bytesIn bytes received since then
 * @param bytesReordered bytes that arrived out of order
 * @param bytesRetransmitted bytes sent again
 * @param fastRetransmissions how often fast retransmit ran
 * @param duplicateAcksIn how many duplicate acknowledgements arrived
 * @param timeoutEpisodes how often retransmission timed out, one or several times in a row
 * @param synRetransmissions how many SYNs were sent again
 */
public record TcpInfo(
    TcpState state,
    long maxSegmentBytes,
    Duration connectionTime,
    boolean timestamps,
    Duration roundTripTime,
    Duration minRoundTripTime,
    long bytesInFlight,
    long congestionWindowBytes,
    long sendWindowBytes,
    long receiveWindowBytes,
    long receiveBufferBytes,
    long bytesOut,
    long bytesIn,
    long bytesReordered,
    long bytesRetransmitted,
    long fastRetransmissions,
    long duplicateAcksIn,
    long timeoutEpisodes,
    int synRetransmissions) {
  /** The size of TCP_INFO_v0. */
  static final int SIZE = 88;

  static TcpInfo read(ByteBuffer in) {
    TcpState state = TcpState.of(in.getInt());
    long maxSegment = Codec.ulong(in);
    Duration connectionTime = Duration.ofMillis(total(in));
    boolean timestamps = in.get() != 0;
    align(in, 4);
    TcpInfo info =
        new TcpInfo(
            state,
            maxSegment,
            connectionTime,
            timestamps,
            micros(in),
            micros(in),
            Codec.ulong(in),
            Codec.ulong(in),
            Codec.ulong(in),
            Codec.ulong(in),
            Codec.ulong(in),
            total(in),
            total(in),
            Codec.ulong(in),
            Codec.ulong(in),
            Codec.ulong(in),
            Codec.ulong(in),
            Codec.ulong(in),
            Byte.toUnsignedInt(in.get()));
    align(in, 8);
    return info;
  }

  /** A count of 64 bits, which no connection exhausts. */
  static long total(ByteBuffer in) {
    return Codec.checkRange("a total", in.getLong(), 0, Long.MAX_VALUE);
  }

  private static Duration micros(ByteBuffer in) {
    return Duration.of(Codec.ulong(in), ChronoUnit.MICROS);
  }

  /** Skips padding. The structure begins at index 0. */
  static void align(ByteBuffer in, int size) {
    in.position((in.position() + size - 1) / size * size);
  }
}

package io.github.asyncioctl.datagram;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A datagram, and what the system reported about it. On a dual-stack socket, a datagram that
 * arrived over IPv4 has IPv4 addresses.
 *
 * <p>A value is empty if the system did not report it: the system does not support the option (see
 * {@link Datagrams#missing}), the datagram arrived before {@link Datagrams#on}, or it was
 * truncated.
 *
 * @param data a new heap buffer, big-endian, from position 0 to the length of the datagram, which
 *     may be 0; the receiver owns it
 * @param source the sender's address; the wildcard address and port 0 if the system did not report
 *     it (whether it does for a truncated datagram is not documented)
 * @param destination the address that it was sent to: one of this machine, or a group or broadcast
 *     address. A link-local address has the interface as its scope.
 * @param interfaceIndex the interface that it arrived on, as in {@link
 *     java.net.NetworkInterface#getByIndex}; 0 if the system did not report it
 * @param hopLimit the remaining hop limit (TTL), from 0 to 255
 * @param trafficClass the traffic class (TOS), from 0 to 255: six bits of DSCP, and two of ECN if
 *     the system reports them
 * @param truncated whether the datagram was longer than {@link Datagrams#maxSize}; then the data is
 *     its first part, and the rest is lost
 */
public record ReceivedDatagram(
    ByteBuffer data,
    InetSocketAddress source,
    Optional<InetAddress> destination,
    int interfaceIndex,
    OptionalInt hopLimit,
    OptionalInt trafficClass,
    boolean truncated)
    implements ReceiveResult {}

package io.github.asyncioctl.datagram;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A datagram, and what the system told of it. On a dual-stack socket, what came by IPv4 has IPv4
 * addresses.
 *
 * <p>What the system did not tell is empty: it does not have the option (see {@link
 * Datagrams#missing}), or the datagram came before {@link Datagrams#on} or was truncated.
 *
 * @param data a fresh heap buffer, big-endian, from position 0 to the length of the datagram, which
 *     may be 0; it belongs to the receiver
 * @param source where it came from; the wildcard address and port 0 if the system did not tell,
 *     which nothing documents for one that was truncated
 * @param destination to which address of this machine, or to which group or broadcast address, it
 *     was sent. One that is link-local has the interface as its scope.
 * @param interfaceIndex the interface that it came in by, as in {@link
 *     java.net.NetworkInterface#getByIndex}; 0 if the system did not tell
 * @param hopLimit the hop limit (TTL) that was left, from 0 to 255
 * @param trafficClass the traffic class (TOS), from 0 to 255: six bits of DSCP, and two of ECN as
 *     far as the system tells them
 * @param truncated whether the datagram was longer than the {@link Datagrams#maxSize}: then the
 *     data is its beginning, and the rest is lost
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

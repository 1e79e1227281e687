package io.github.asyncioctl.datagram;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What control messages say about a datagram.
 *
 * @param destination the address that it was sent to
 * @param interfaceIndex the interface; 0 if unknown
 * @param hopLimit from 0 to 255
 * @param trafficClass from 0 to 255
 */
record PacketInfo(
    Optional<InetAddress> destination,
    int interfaceIndex,
    OptionalInt hopLimit,
    OptionalInt trafficClass) {}

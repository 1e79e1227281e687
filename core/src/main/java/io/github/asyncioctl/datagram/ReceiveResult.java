package io.github.asyncioctl.datagram;

/** What a receive has brought: a datagram, or the news that one sent before did not arrive. */
public sealed interface ReceiveResult permits ReceivedDatagram, ReceiveError {}

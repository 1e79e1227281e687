package io.github.asyncioctl.datagram;

/** The result of a receive: a datagram, or the report that an earlier one did not arrive. */
public sealed interface ReceiveResult permits ReceivedDatagram, ReceiveError {}

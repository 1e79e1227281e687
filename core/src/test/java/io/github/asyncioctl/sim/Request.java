package io.github.asyncioctl.sim;

/**
 * What a starting call asks for.
 *
 * @param input the bytes of its input
 * @param outCapacity the room for its output
 * @param overlapped whether it has an OVERLAPPED
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Request(byte[] input, int outCapacity, boolean overlapped) {}

package io.github.asyncioctl;

import java.nio.ByteBuffer;

/**
 * The result of an overlapped call.
 *
 * @param memory a copy of all of the call's memory, little-endian, position 0
 * @param transferred the number of bytes transferred, as the system reported it; do not trust it as
 *     a length
 * @param ntStatus the NTSTATUS with which the call ended, 0 if it left none; a warning or an error
 *     if that counts as success ({@link OverlappedCall#succeedingWith})
 */
public record OverlappedResult(ByteBuffer memory, long transferred, int ntStatus) {}

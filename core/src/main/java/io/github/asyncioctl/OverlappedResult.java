package io.github.asyncioctl;

import java.nio.ByteBuffer;

/**
 * What an overlapped call has left.
 *
 * @param memory a copy of the call's memory, all of it, little-endian, position 0
 * @param transferred the bytes transferred, as the system reported them, at once or later: not to
 *     be trusted as a length
 * @param ntStatus the NTSTATUS with which the call ended, 0 if it left none; a warning or an error
 *     if the call was to succeed with it ({@link OverlappedCall#succeedingWith})
 */
public record OverlappedResult(ByteBuffer memory, long transferred, int ntStatus) {}

package io.github.asyncioctl;

import java.nio.ByteBuffer;

/**
 * What an overlapped call has left.
 *
 * @param memory a copy of the call's memory, all of it, little-endian, position 0
 * @param transferred the bytes transferred, as the system reported them: not to be trusted as a
 *     length
 */
public record OverlappedResult(ByteBuffer memory, long transferred) {}

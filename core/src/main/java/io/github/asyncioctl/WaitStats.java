package io.github.asyncioctl;

/**
 * What the waits of an engine have done so far; see {@link AsyncIoctl#waitAsync}.
 *
 * @param pending waits that the system has, or that are on their way there or back; cancelled ones
 *     too, until the system has forgotten them
 * @param signalled waits that ended because the object was signalled, at once or later
 * @param withdrawn waits that were taken back without a signal: after a cancel, after a timeout, or
 *     because the engine was closed
 * @param retained waits that the system did not give back before the engine's end; their handles
 *     are kept for good
 */
public record WaitStats(int pending, long signalled, long withdrawn, int retained) {}

package io.github.asyncioctl;

/**
 * The counters of an engine's waits; see {@link AsyncIoctl#waitAsync}.
 *
 * @param pending waits that are registered, or are being registered or unregistered; includes
 *     cancelled waits until they are unregistered
 * @param signalled waits that ended because the object was signalled, at once or later
 * @param withdrawn waits that ended without a signal: after a cancel, after a timeout, or because
 *     the engine was closed
 * @param retained waits that the system did not unregister before the engine ended; their handles
 *     are never closed
 */
public record WaitStats(int pending, long signalled, long withdrawn, int retained) {}

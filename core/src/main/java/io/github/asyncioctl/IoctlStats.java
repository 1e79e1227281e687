package io.github.asyncioctl;

/**
 * The counters of an engine. They are read one after the other while the engine keeps running.
 *
 * @param pending operations that the kernel has or will get, including those whose future was
 *     cancelled but which the kernel has not released yet; retained operations do not count
 * @param started operations that were issued
 * @param completedAtOnce started operations that ended on the caller's thread, with any outcome
 * @param completedLater started operations that ended on the waiter, with any outcome
 * @param cancelled completed operations, of both kinds, that the system ended with
 *     ERROR_OPERATION_ABORTED: after a cancel, after a timeout, or because a socket or the engine
 *     was closed
 * @param failed completed operations, of both kinds, that the system ended with any other error
 * @param inconsistent completions that reported more bytes than the buffer holds; the engine never
 *     trusts such a count
 * @param lanes events that the waiter waits for, shared by the operations
 * @param wakeUps how often the waiter woke up
 * @param retained operations whose memory is never freed, because the kernel did not release it
 *     before the engine ended, or because the call ended in an access violation
 * @param retainedBytes that memory, in bytes
 * @param waits the waits of {@link AsyncIoctl#waitAsync}, which no other counter includes
 */
public record IoctlStats(
    int pending,
    long started,
    long completedAtOnce,
    long completedLater,
    long cancelled,
    long failed,
    long inconsistent,
    int lanes,
    long wakeUps,
    int retained,
    long retainedBytes,
    WaitStats waits) {}

package io.github.asyncioctl;

/**
 * What an engine has done so far. The values are read one after the other while the engine goes on.
 *
 * @param pending operations in the kernel's hands or on their way there, those included whose
 *     future was cancelled and that the kernel has not given back yet, but not those that are
 *     retained
 * @param started operations that were issued
 * @param completedAtOnce those of them that ended, with whatever outcome, on the caller's thread
 * @param completedLater those of them that ended, with whatever outcome, on the waiter
 * @param cancelled those of both that the system ended with ERROR_OPERATION_ABORTED: after a
 *     cancel, after a timeout, or because a socket or the engine was closed
 * @param failed those of both that the system ended with any other error
 * @param inconsistent completions that reported more bytes than the buffer holds; they are never
 *     followed
 * @param lanes events that the waiter waits for on behalf of operations
 * @param wakeUps how often the waiter came back from its wait
 * @param retained operations whose memory is kept for good, because the kernel did not give it back
 *     before the engine's end, or because the call ended in an access violation
 * @param retainedBytes that memory, in bytes
 * @param waits the waits of {@link AsyncIoctl#waitAsync}, which are counted in nothing else
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

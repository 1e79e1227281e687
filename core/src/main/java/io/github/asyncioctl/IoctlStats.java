package io.github.asyncioctl;

/**
 * What an engine has done so far. The values are read one after the other while the engine goes on.
 *
 * @param pending operations in the kernel's hands or on their way there, those included whose
 *     future was cancelled and that the kernel has not given back yet, but not those that are
 *     retained
 * @param started operations that were issued
 * @param completedInline those of them that completed at once on the caller's thread
 * @param inconsistent completions that reported more bytes than the buffer holds
 * @param wakeUps how often the waiter came back from its wait
 * @param retained operations whose memory is kept for good, because the kernel did not give it back
 *     before the engine's end, or because the call ended in an access violation
 */
public record IoctlStats(
    int pending,
    long started,
    long completedInline,
    long inconsistent,
    long wakeUps,
    int retained) {}

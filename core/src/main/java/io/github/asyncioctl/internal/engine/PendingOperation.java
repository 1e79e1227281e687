package io.github.asyncioctl.internal.engine;

/**
 * An operation whose future has not ended.
 *
 * @param function the function that was called, or will be
 * @param code the control code; 0 if the function takes none
 * @param handle the SOCKET or HANDLE
 * @param isSocket whether it is a SOCKET
 * @param ageNanos how long ago it was asked for
 */
public record PendingOperation(
    String function, int code, long handle, boolean isSocket, long ageNanos) {}

package io.github.asyncioctl;

import java.time.Duration;

/**
 * An operation that is under way.
 *
 * @param function the function that was called, or will be, such as WSAIoctl
 * @param code the control code; 0 if the function takes none
 * @param handle the value of the SOCKET or HANDLE
 * @param isSocket whether it is a SOCKET
 * @param age how long ago it was asked for
 */
public record PendingIoctl(
    String function, int code, long handle, boolean isSocket, Duration age) {}

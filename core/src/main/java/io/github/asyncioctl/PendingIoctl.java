package io.github.asyncioctl;

import java.time.Duration;

/**
 * A pending operation.
 *
 * @param function the function that starts it, such as WSAIoctl
 * @param code the control code; 0 if the function takes none
 * @param handle the value of the SOCKET or HANDLE
 * @param isSocket whether it is a SOCKET
 * @param age how long ago it was submitted
 */
public record PendingIoctl(
    String function, int code, long handle, boolean isSocket, Duration age) {}

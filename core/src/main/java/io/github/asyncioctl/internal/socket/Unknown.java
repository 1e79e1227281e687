package io.github.asyncioctl.internal.socket;

import org.jspecify.annotations.Nullable;

/** Refuses sockets whose SOCKET cannot be known. */
final class Unknown {
  private Unknown() {}

  static IllegalArgumentException of(Object socket, String why) {
    return of(socket, why, null);
  }

  static IllegalArgumentException of(Object socket, String why, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "cannot find the SOCKET of "
            + socket.getClass().getName()
            + ": "
            + why
            + ". A SocketAdapter adds support for the sockets of another library.",
        cause);
  }
}

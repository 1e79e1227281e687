package io.github.asyncioctl;

import io.github.asyncioctl.internal.machine.MachineSockets;
import io.github.asyncioctl.internal.socket.NativeSocket;
import io.github.asyncioctl.internal.socket.SocketFinder;
import io.github.asyncioctl.internal.socket.SocketLookup;
import java.io.IOException;

/**
 * Finds the SOCKETs of everything that callers may pass: handles, sockets, and objects that
 * adapters support.
 */
final class Sockets {
  /** Those of this machine. */
  static final Sockets OF_PLATFORM =
      new Sockets((socket, below) -> Platform.sockets().find(socket, below));

  private final SocketFinder plain;
  private final SocketLookup.Finder below = this::find;

  private Sockets(SocketFinder plain) {
    this.plain = plain;
  }

  /** Those of a machine that replaces this one in tests. */
  static Sockets of(MachineSockets sockets) {
    return new Sockets(finder(sockets));
  }

  /** Refuses a closed socket, as the lookup of real ones does. */
  static SocketFinder finder(MachineSockets sockets) {
    return (socket, below) -> {
      long value = sockets.value(socket);
      IOException refusal = sockets.refusal(socket);
      if (refusal != null) {
        throw refusal;
      }
      return new NativeSocket(value, socket, any -> sockets.refusal(socket));
    };
  }

  /** The SOCKET of a JDK socket or of a handle, or the one that an adapter returns. */
  NativeSocket find(Object socket) throws IOException {
    if (socket instanceof SocketHandle handle) {
      return handle.socket();
    }
    Object inner = SocketAdapters.unwrap(socket);
    if (inner == null) {
      return plain.find(socket, below);
    }
    NativeSocket found =
        inner instanceof SocketHandle handle ? handle.socket() : plain.find(inner, below);
    // It may close what is behind it when it is collected.
    return found.behind(socket);
  }
}

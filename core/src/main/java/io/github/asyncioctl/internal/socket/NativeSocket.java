package io.github.asyncioctl.internal.socket;

import io.github.asyncioctl.internal.engine.Target;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * A SOCKET with the Java object that owns it.
 *
 * @param handle the SOCKET's value
 * @param owner the Java object, which stays reachable for as long as this; null if unknown
 */
public record NativeSocket(long handle, @Nullable Object owner) implements Target {
  @Override
  public boolean isSocket() {
    return true;
  }

  @Override
  public @Nullable IOException refusal() {
    return owner == null ? null : refusal(owner);
  }

  /** Why nothing may be issued on this socket, or null while it is open. */
  static @Nullable IOException refusal(Object socket) {
    if (socket instanceof Channel channel) {
      return channel.isOpen() ? null : new ClosedChannelException();
    }
    boolean closed =
        socket instanceof Socket tcp
            ? tcp.isClosed()
            : socket instanceof ServerSocket server
                ? server.isClosed()
                : socket instanceof DatagramSocket udp && udp.isClosed();
    return closed ? new SocketException("Socket is closed") : null;
  }
}

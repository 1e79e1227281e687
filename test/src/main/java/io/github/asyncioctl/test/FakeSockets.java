package io.github.asyncioctl.test;

import io.github.asyncioctl.internal.machine.MachineSockets;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Assigns each socket of this JVM a value, as if it were a SOCKET. One instance for all fakes. */
final class FakeSockets implements MachineSockets {
  static final FakeSockets ALL = new FakeSockets();

  private static final String CLOSED = "Socket is closed";
  private static final long FIRST = 0x10004;

  private final Map<Object, Long> values = new WeakHashMap<>();
  private long next = FIRST;

  private FakeSockets() {}

  @Override
  public synchronized long value(Object socket) {
    if (!isSocket(socket)) {
      throw MachineSockets.notASocket(socket);
    }
    Long known = values.get(socket);
    if (known == null) {
      known = next;
      next += 4; // as handles do
      values.put(socket, known);
    }
    return known;
  }

  private static boolean isSocket(Object object) {
    return object instanceof NetworkChannel
        || object instanceof Socket
        || object instanceof ServerSocket
        || object instanceof DatagramSocket;
  }

  /** The socket that has a value, or null. */
  synchronized @Nullable Object socket(long value) {
    for (Map.Entry<Object, Long> each : values.entrySet()) {
      if (each.getValue() == value) {
        return each.getKey();
      }
    }
    return null;
  }

  @Override
  public @Nullable IOException refusal(Object socket) {
    if (socket instanceof NetworkChannel channel) {
      return channel.isOpen() ? null : new ClosedChannelException();
    }
    boolean closed =
        (socket instanceof Socket tcp && tcp.isClosed())
            || (socket instanceof ServerSocket server && server.isClosed())
            || (socket instanceof DatagramSocket udp && udp.isClosed());
    return closed ? new SocketException(CLOSED) : null;
  }
}

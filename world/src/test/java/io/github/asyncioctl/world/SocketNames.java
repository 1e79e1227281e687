package io.github.asyncioctl.world;

import com.sun.jna.Native;
import java.nio.ByteBuffer;

/** What Winsock itself says of a SOCKET, which no Java object was asked for. */
final class SocketNames {
  private static final int ROOM = 128;
  private static final int PORT_OFFSET = 2;

  static {
    Native.register(SocketNames.class, "ws2_32");
  }

  private SocketNames() {}

  private static native int getsockname(long socket, byte[] name, int[] size);

  private static native int getpeername(long socket, byte[] name, int[] size);

  static int localPort(long socket) {
    byte[] name = new byte[ROOM];
    return port(getsockname(socket, name, new int[] {ROOM}), name);
  }

  /** The port of the other end; 0 if there is none. */
  static int remotePort(long socket) {
    byte[] name = new byte[ROOM];
    return port(getpeername(socket, name, new int[] {ROOM}), name);
  }

  private static int port(int result, byte[] name) {
    return result == 0 ? Short.toUnsignedInt(ByteBuffer.wrap(name).getShort(PORT_OFFSET)) : 0;
  }
}

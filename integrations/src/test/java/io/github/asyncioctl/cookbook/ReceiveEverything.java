package io.github.asyncioctl.cookbook;

// snippet: cookReceiveAll
import com.sun.jna.Native;
import com.sun.jna.win32.StdCallLibrary;
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.SocketHandle;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.ReceiveAll;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Prints each IPv4 packet of the interface with the given address. Needs an administrator. */
public final class ReceiveEverything {
  private static final int AF_INET = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOCKADDR_IN = 16;

  /** The JDK has no raw sockets, so this program makes one. */
  interface Winsock extends StdCallLibrary {
    long socket(int family, int type, int protocol);

    int bind(long socket, byte[] address, int length);

    int recv(long socket, byte[] buffer, int length, int flags);

    int closesocket(long socket);
  }

  public static void main(String[] args) throws IOException {
    Winsock winsock = Native.load("ws2_32", Winsock.class);
    try (AsyncIoctl io = AsyncIoctl.open()) { // initialises Winsock
      long socket = winsock.socket(AF_INET, SOCK_RAW, 0);
      if (socket == -1 || winsock.bind(socket, address(args[0]), SOCKADDR_IN) != 0) {
        throw new IOException("no raw socket on " + args[0] + ": " + Native.getLastError());
      }
      try {
        receiveAll(io, SocketHandle.ofRaw(socket));
        byte[] packet = new byte[65_535];
        for (int n = winsock.recv(socket, packet, packet.length, 0); n > 0; ) {
          System.out.println(describe(ByteBuffer.wrap(packet, 0, n)));
          n = winsock.recv(socket, packet, packet.length, 0);
        }
      } finally {
        winsock.closesocket(socket);
      }
    }
  }

  static void receiveAll(AsyncIoctl io, SocketHandle socket) throws IOException {
    io.ioctl(socket, Ioctls.SIO_RCVALL, ReceiveAll.ON);
  }

  /** A SOCKADDR_IN with port 0. */
  private static byte[] address(String text) throws IOException {
    byte[] address = new byte[SOCKADDR_IN];
    address[0] = AF_INET;
    ByteBuffer.wrap(address).put(4, Inet4Address.getByName(text).getAddress());
    return address;
  }

  static String describe(ByteBuffer packet) throws IOException {
    byte[] from = new byte[4];
    byte[] to = new byte[4];
    packet.get(12, from).get(16, to);
    return InetAddress.getByAddress(from).getHostAddress()
        + " to "
        + InetAddress.getByAddress(to).getHostAddress()
        + ", protocol "
        + Byte.toUnsignedInt(packet.get(9))
        + ", "
        + packet.limit()
        + " bytes";
  }
}
// end

package io.github.asyncioctl.cookbook;

// snippet: cookSendSize
import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Sends a file in pieces of the size that keeps the connection busy. */
public final class IdealSendSize {
  public static void main(String[] args) throws IOException {
    InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    try (AsyncIoctl io = AsyncIoctl.open();
        FileChannel file = FileChannel.open(Path.of(args[2]));
        SocketChannel connection = SocketChannel.open(server)) {
      System.out.println(send(io, file, connection) + " bytes sent");
    }
  }

  static long send(AsyncIoctl io, FileChannel file, SocketChannel connection) throws IOException {
    long sent = 0;
    ByteBuffer piece = ByteBuffer.allocateDirect(pieceSize(io, connection));
    while (file.read(piece.clear()) >= 0) {
      sent += piece.flip().remaining();
      while (piece.hasRemaining()) {
        connection.write(piece);
      }
      int size = pieceSize(io, connection); // the system learns as it sends
      if (size > piece.capacity()) {
        piece = ByteBuffer.allocateDirect(size);
      }
    }
    return sent;
  }

  static int pieceSize(AsyncIoctl io, SocketChannel connection) throws IOException {
    try {
      long ideal = io.ioctl(connection, Ioctls.SIO_IDEAL_SEND_BACKLOG_QUERY);
      return (int) Math.max(4096, Math.min(ideal, 1 << 20));
    } catch (IoctlException e) { // the system does not know
      return 1 << 16;
    }
  }
}
// end

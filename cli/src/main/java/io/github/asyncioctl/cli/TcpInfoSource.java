package io.github.asyncioctl.cli;

import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.codes.TcpInfoV1;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Where the statistics of connections come from. */
interface TcpInfoSource extends AutoCloseable {
  /** This system has none. */
  final class UnsupportedException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * One sample of a connection.
   *
   * @param info the fields that every version has
   * @param limits what limits the throughput; null before Windows 10 1809
   */
  record Sample(TcpInfo info, @Nullable TcpInfoV1 limits) {}

  /** Samples a connection. */
  Sample sample(SocketChannel connection) throws IOException;

  @Override
  void close();
}

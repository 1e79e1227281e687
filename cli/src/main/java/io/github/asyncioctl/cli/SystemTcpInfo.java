package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.TcpInfoV1;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** The statistics of a connection, in the newest form that the system has. */
final class SystemTcpInfo implements TcpInfoSource {
  private final AsyncIoctl io = Engines.open();
  private boolean hasLimits = true;

  @Override
  public Sample sample(SocketChannel connection) throws IOException {
    if (hasLimits) {
      try {
        TcpInfoV1 limits = io.ioctl(connection, Ioctls.SIO_TCP_INFO_V1);
        return new Sample(limits.info(), limits);
      } catch (IoctlException e) {
        hasLimits = false; // a version that it does not know is refused in more than one way
      }
    }
    try {
      return new Sample(io.ioctl(connection, Ioctls.SIO_TCP_INFO_V0), null);
    } catch (IoctlException e) {
      throw e.isUnsupported() ? new UnsupportedException(e) : e;
    }
  }

  @Override
  public void close() {
    io.close();
  }
}

package io.github.asyncioctl.cli;

import io.github.asyncioctl.AsyncIoctl;
import io.github.asyncioctl.codes.Ioctls;
import io.github.asyncioctl.codes.TcpInfo;
import io.github.asyncioctl.codes.TcpInfoV1;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The statistics of a connection, in the newest form that the system has. */
final class TcpInfoSource {
  /** This system has none. */
  static final class UnsupportedException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * One look at a connection.
   *
   * @param info what every version has
   * @param limits what limits the speed; null before Windows 10 1809
   */
  record Sample(TcpInfo info, @Nullable TcpInfoV1 limits) {}

  private final AsyncIoctl io;
  private final Object socket;
  private boolean hasLimits = true;

  TcpInfoSource(AsyncIoctl io, Object socket) {
    this.io = io;
    this.socket = socket;
  }

  Sample sample() throws IOException {
    if (hasLimits) {
      try {
        TcpInfoV1 limits = io.ioctlAsync(socket, Ioctls.SIO_TCP_INFO_V1).join();
        return new Sample(limits.info(), limits);
      } catch (CompletionException e) {
        hasLimits = false; // a version that it does not know is refused in more than one way
      }
    }
    try {
      return new Sample(io.ioctlAsync(socket, Ioctls.SIO_TCP_INFO_V0).join(), null);
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause != null && Failures.isUnsupportedCode(cause)) {
        throw new UnsupportedException(cause);
      }
      throw e;
    }
  }
}

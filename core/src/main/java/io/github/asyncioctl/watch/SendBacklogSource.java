package io.github.asyncioctl.watch;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import java.net.SocketException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The ideal send backlog of a connection, on the user's socket. */
final class SendBacklogSource implements Source<Optional<Long>> {
  private static final Ioctl<Void, Long> QUERY = Ioctls.SIO_IDEAL_SEND_BACKLOG_QUERY.mayPend();

  private static final int WSAENOTSOCK = 10038;

  private final Issuer io;
  private final Object socket;

  SendBacklogSource(Issuer io, Object socket) {
    this.io = io;
    this.socket = socket;
  }

  @Override
  public Session<Optional<Long>> open(Executor tasks) {
    return new IoctlSession<>(
        () -> {
          // The socket is the user's.
        },
        () -> io.issue(socket, Ioctls.SIO_IDEAL_SEND_BACKLOG_CHANGE),
        () -> io.issue(socket, QUERY).thenApply(Optional::of));
  }

  @Override
  public boolean isFinal(Throwable failure) {
    return Source.super.isFinal(failure)
        || (failure instanceof IoctlException e && e.error() == WSAENOTSOCK)
        // The engine refuses a socket that is closed. A Socket is not asked: its own isClosed waits
        // for a close that lingers.
        || failure instanceof SocketException
        || failure instanceof ClosedChannelException
        || (socket instanceof Channel channel && !channel.isOpen());
  }
}

package io.github.asyncioctl.watch;

import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The local address from which packets to a destination leave, with a socket of its own. */
final class RouteSource implements Source<Optional<LocalAddress>> {
  private final Issuer io;
  private final InetAddress destination;

  RouteSource(Issuer io, InetAddress destination) {
    this.io = io;
    this.destination = destination;
  }

  @Override
  public Session<Optional<LocalAddress>> open(Executor tasks) throws IOException {
    DatagramChannel channel = DatagramChannel.open(SourceAddress.familyOf(destination));
    return new IoctlSession<>(
        channel,
        () -> io.issue(channel, Ioctls.SIO_ROUTING_INTERFACE_CHANGE, destination),
        () -> SourceAddress.query(io, channel, destination));
  }
}

package io.github.asyncioctl.watch;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The local address from which packets to a destination leave, with a socket of its own. */
final class RouteSource implements Source<LocalAddress> {
  private static final Ioctl<InetAddress, InetAddress> QUERY =
      Ioctls.SIO_ROUTING_INTERFACE_QUERY.mayPend();

  private static final int WSAENETUNREACH = 10051;
  private static final int WSAEHOSTUNREACH = 10065;

  private final Issuer io;
  private final InetAddress destination;

  RouteSource(Issuer io, InetAddress destination) {
    this.io = io;
    this.destination = destination;
  }

  @Override
  public Session<LocalAddress> open() throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            destination instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    return new IoctlSession<>(
        channel,
        () -> io.issue(channel, Ioctls.SIO_ROUTING_INTERFACE_CHANGE, destination),
        () -> read(channel));
  }

  private CompletableFuture<Set<LocalAddress>> read(DatagramChannel channel) {
    return io.issue(channel, QUERY, destination)
        .thenApply(local -> Set.of(LocalAddress.of(local)))
        .exceptionallyCompose(RouteSource::noneIfUnreachable);
  }

  /** No way there is a state, not trouble. */
  private static CompletableFuture<Set<LocalAddress>> noneIfUnreachable(Throwable failure) {
    return failure.getCause() instanceof IoctlException e
            && (e.error() == WSAENETUNREACH || e.error() == WSAEHOSTUNREACH)
        ? CompletableFuture.completedFuture(Set.of())
        : CompletableFuture.failedFuture(failure);
  }
}

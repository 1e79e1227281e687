package io.github.asyncioctl.watch;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.IoctlException;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Finds the address of this machine from which packets to a destination leave. Sends nothing. */
final class SourceAddress {
  private static final Ioctl<InetAddress, InetAddress> QUERY =
      Ioctls.SIO_ROUTING_INTERFACE_QUERY.mayPend();

  private static final int WSAENETUNREACH = 10051;
  private static final int WSAEHOSTUNREACH = 10065;

  /** Any port will do, because nothing is sent to it. */
  private static final int DISCARD_PORT = 9;

  private SourceAddress() {}

  static ProtocolFamily familyOf(InetAddress destination) {
    return destination instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  /**
   * Queries it through an engine, after the operations that were submitted before.
   *
   * @param channel a socket of the destination's family; it need not be bound, and takes no port
   */
  static CompletableFuture<Optional<LocalAddress>> query(
      Issuer io, DatagramChannel channel, InetAddress destination) {
    return io.issue(channel, QUERY, destination)
        .thenApply(local -> Optional.of(LocalAddress.of(local)))
        .exceptionallyCompose(SourceAddress::noneIfUnreachable);
  }

  /** No route to the destination is a state, not a failure. */
  private static CompletableFuture<Optional<LocalAddress>> noneIfUnreachable(Throwable failure) {
    return failure.getCause() instanceof IoctlException e
            && (e.error() == WSAENETUNREACH || e.error() == WSAEHOSTUNREACH)
        ? CompletableFuture.completedFuture(Optional.empty())
        : CompletableFuture.failedFuture(failure);
  }

  /**
   * As {@link #query}, but without the IOCTL if the system cannot answer it. Wine 8 has no answer
   * for IPv6, and returns WSAEFAULT for an IPv4 destination without a route.
   */
  static CompletableFuture<Optional<LocalAddress>> find(
      Issuer io, DatagramChannel channel, InetAddress destination, Executor background) {
    return query(io, channel, destination)
        .exceptionallyCompose(
            failure ->
                isRefusal(failure)
                    ? connect(destination, background)
                    : CompletableFuture.failedFuture(failure));
  }

  private static boolean isRefusal(Throwable failure) {
    return failure.getCause() instanceof IoctlException e
        && e.error() != Source.ERROR_OPERATION_ABORTED;
  }

  /**
   * Finds it without an engine: connecting a datagram socket chooses its address, and takes a port
   * for that moment.
   *
   * @param background runs that
   */
  static CompletableFuture<Optional<LocalAddress>> connect(
      InetAddress destination, Executor background) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return connected(destination);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        background);
  }

  private static Optional<LocalAddress> connected(InetAddress destination) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open(familyOf(destination))) {
      return connected(channel, destination);
    } catch (UnsupportedOperationException noSuchFamily) {
      return Optional.empty();
    }
  }

  private static Optional<LocalAddress> connected(DatagramChannel channel, InetAddress destination)
      throws IOException {
    try {
      channel.connect(new InetSocketAddress(destination, DISCARD_PORT));
    } catch (IOException unreachable) {
      return Optional.empty();
    }
    InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
    return local.isAnyLocalAddress() ? Optional.empty() : Optional.of(LocalAddress.of(local));
  }
}

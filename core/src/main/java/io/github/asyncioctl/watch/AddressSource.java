package io.github.asyncioctl.watch;

import io.github.asyncioctl.Ioctl;
import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** The local addresses of a family, with a socket of its own. */
final class AddressSource implements Source<Set<LocalAddress>> {
  private static final Ioctl<Void, List<InetAddress>> QUERY =
      Ioctls.SIO_ADDRESS_LIST_QUERY.mayPend();

  private final Issuer io;
  private final StandardProtocolFamily family;

  AddressSource(Issuer io, StandardProtocolFamily family) {
    this.io = io;
    this.family = family;
  }

  @Override
  public Session<Set<LocalAddress>> open(Executor tasks) throws IOException {
    DatagramChannel channel = DatagramChannel.open(family);
    return new IoctlSession<>(
        channel,
        () -> io.issue(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE),
        () -> io.issue(channel, QUERY).thenApply(this::located));
  }

  private Set<LocalAddress> located(List<InetAddress> addresses) {
    // Wine lists the wildcard address for an interface that has none.
    return addresses.stream()
        .filter(address -> !address.isAnyLocalAddress())
        .filter(address -> SourceAddress.familyOf(address) == family)
        .map(LocalAddress::of)
        .collect(Collectors.toUnmodifiableSet());
  }
}

package io.github.asyncioctl.watch;

import io.github.asyncioctl.codes.Ioctls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A family on an engine, with one socket of its own, which is never bound. */
final class EngineFamily implements NetworkFamily {
  private static final Notices LOG = new Notices(EngineFamily.class);

  private final Issuer io;
  private final InetAddress destination;
  private final Executor background;
  private final DatagramChannel channel;
  private final List<Alarm> alarms;

  EngineFamily(Issuer io, InetAddress destination, Executor background) throws IOException {
    this.io = io;
    this.destination = destination;
    this.background = background;
    channel = DatagramChannel.open(family());
    alarms =
        List.of(
            new Alarm(
                Alarm.Sort.ADDRESSES, () -> io.issue(channel, Ioctls.SIO_ADDRESS_LIST_CHANGE)),
            new Alarm(
                Alarm.Sort.ROUTES,
                () -> io.issue(channel, Ioctls.SIO_ROUTING_INTERFACE_CHANGE, destination)));
  }

  @Override
  public ProtocolFamily family() {
    return SourceAddress.familyOf(destination);
  }

  @Override
  public List<Alarm> alarms() {
    return alarms;
  }

  @Override
  public CompletableFuture<Optional<LocalAddress>> source() {
    return SourceAddress.find(io, channel, destination, background);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("Could not close the socket of a watch", e);
    }
  }
}

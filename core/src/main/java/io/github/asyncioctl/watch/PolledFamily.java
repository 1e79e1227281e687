package io.github.asyncioctl.watch;

import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A family without an engine.
 *
 * @param background queries the system
 */
record PolledFamily(InetAddress destination, Executor background) implements NetworkFamily {
  @Override
  public ProtocolFamily family() {
    return SourceAddress.familyOf(destination);
  }

  @Override
  public List<Alarm> alarms() {
    return List.of();
  }

  @Override
  public CompletableFuture<Optional<LocalAddress>> source() {
    return SourceAddress.connect(destination, background);
  }

  @Override
  public void close() {
    // It has nothing.
  }
}

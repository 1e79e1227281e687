package io.github.asyncioctl.cli;

import io.github.asyncioctl.cli.WatchEvent.Kind;
import io.github.asyncioctl.watch.InterfaceChange;
import io.github.asyncioctl.watch.InterfaceState;
import io.github.asyncioctl.watch.LocalAddress;
import io.github.asyncioctl.watch.NetworkChange;
import io.github.asyncioctl.watch.NetworkDifference;
import io.github.asyncioctl.watch.NetworkState;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Converts changes of the network to events: one for each address that is added or removed. */
final class NetworkEvents implements Consumer<NetworkChange> {
  private static final List<StandardProtocolFamily> FAMILIES =
      List.of(StandardProtocolFamily.INET, StandardProtocolFamily.INET6);

  private final Clock clock;
  private final Consumer<WatchEvent> events;
  private final Runnable onBegin;
  private Instant now = Instant.EPOCH;
  private long skipped;
  private boolean begun;
  private boolean troubled;

  /**
   * @param events receives them; locked during the events of one change
   * @param onBegin called after the events of the first state
   */
  NetworkEvents(Clock clock, Consumer<WatchEvent> events, Runnable onBegin) {
    this.clock = clock;
    this.events = events;
    this.onBegin = onBegin;
  }

  @Override
  public void accept(NetworkChange change) {
    synchronized (events) {
      now = clock.instant();
      skipped = change.skipped();
      tell(change);
    }
    if (!begun) {
      begun = true;
      onBegin.run();
    }
  }

  private void tell(NetworkChange change) {
    NetworkDifference difference = change.difference();
    difference.removed().forEach(each -> addresses(Kind.REMOVED, each, each.addresses()));
    difference.changed().forEach(this::tell);
    difference.added().forEach(this::tellNew);
    for (StandardProtocolFamily each : FAMILIES) {
      tellSource(change.previous().flatMap(state -> state.source(each)), change.current(), each);
    }
    if (change.failure().isPresent() != troubled) {
      troubled = change.failure().isPresent();
      String reason = change.failure().map(Failures::describe).orElse(null);
      tell(troubled ? Kind.TROUBLE : Kind.RECOVERED, "network", null, null, reason);
    }
  }

  private Kind added() {
    return begun ? Kind.ADDED : Kind.PRESENT;
  }

  private void tellNew(InterfaceState added) {
    if (added.addresses().isEmpty()) {
      tellUp(added);
    } else {
      addresses(added(), added, added.addresses());
    }
  }

  private void tell(InterfaceChange change) {
    addresses(Kind.REMOVED, change.after(), change.removedAddresses());
    if (change.before().up() != change.after().up()) {
      tellUp(change.after());
    }
    addresses(added(), change.after(), change.addedAddresses());
  }

  private void tellUp(InterfaceState state) {
    tell(state.up() ? Kind.UP : Kind.DOWN, name(state), null, null, null);
  }

  private void addresses(Kind kind, InterfaceState state, Collection<InetAddress> addresses) {
    addresses.stream()
        .sorted(Comparator.comparing(InetAddress::getHostAddress))
        .forEach(each -> tellAddress(kind, name(state), LocalAddress.of(each)));
  }

  private static String name(InterfaceState state) {
    return state.displayName() + " (" + state.index() + ")";
  }

  private void tellSource(
      Optional<LocalAddress> before, NetworkState state, StandardProtocolFamily family) {
    Optional<LocalAddress> after = state.source(family);
    if (!after.equals(before)) {
      before.ifPresent(each -> tellAddress(Kind.REMOVED, "source", each));
      after.ifPresent(each -> tellAddress(added(), "source", each));
    }
  }

  private void tellAddress(Kind kind, String subject, LocalAddress address) {
    String family = FamilyOptions.name(FamilyOptions.familyOf(address.address()));
    tell(kind, subject, family, WatchEvents.name(address), null);
  }

  /** The first event has the number of states that were skipped before it. */
  private void tell(
      Kind kind,
      String subject,
      @Nullable String family,
      @Nullable String address,
      @Nullable String reason) {
    events.accept(new WatchEvent(now, subject, family, kind, address, skipped, reason));
    skipped = 0;
  }
}

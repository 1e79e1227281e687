package io.github.asyncioctl.watch;

import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network of this machine at one time. Two states are equal if nothing in them differs.
 *
 * @param interfaces the network interfaces, in the order of their indexes
 * @param ipv4Source the address from which packets to the IPv4 destination leave; empty if there is
 *     no route to it. See {@link NetworkWatch.Builder#destination}.
 * @param ipv6Source the address from which packets to the IPv6 destination leave; empty if there is
 *     no route to it
 * @param updates how the watch learns of changes, and so how old this state may be
 */
public record NetworkState(
    List<InterfaceState> interfaces,
    Optional<LocalAddress> ipv4Source,
    Optional<LocalAddress> ipv6Source,
    Updates updates) {

  /** Before anything was read. */
  static final NetworkState NOTHING =
      new NetworkState(List.of(), Optional.empty(), Optional.empty(), Updates.POLLED);

  /** How a watch learns of changes. */
  public enum Updates {
    /**
     * The system reports changes of addresses and routes. The watch polls for everything else,
     * whether an interface is up and its names: see {@link NetworkWatch.Builder#pollInterval}.
     */
    EVENTS,

    /**
     * The system reports changes of addresses. The watch reads the routes then, and polls for them,
     * too.
     */
    ADDRESS_EVENTS,

    /** The watch polls for everything. */
    POLLED
  }

  /**
   * A state with its own unmodifiable list.
   *
   * @param interfaces the network interfaces, in any order
   * @param ipv4Source the address from which packets to the IPv4 destination leave
   * @param ipv6Source the address from which packets to the IPv6 destination leave
   * @param updates how the watch learns of changes
   */
  public NetworkState {
    interfaces =
        interfaces.stream().sorted(Comparator.comparingInt(InterfaceState::index)).toList();
    Objects.requireNonNull(ipv4Source, "ipv4Source");
    Objects.requireNonNull(ipv6Source, "ipv6Source");
    Objects.requireNonNull(updates, "updates");
  }

  /**
   * The address from which packets to the destination of a family leave.
   *
   * @param family {@link StandardProtocolFamily#INET} or {@link StandardProtocolFamily#INET6}
   * @return the address; empty if there is no route
   * @throws IllegalArgumentException if the family is another one
   */
  public Optional<LocalAddress> source(ProtocolFamily family) {
    if (family == StandardProtocolFamily.INET) {
      return ipv4Source;
    }
    if (family == StandardProtocolFamily.INET6) {
      return ipv6Source;
    }
    throw new IllegalArgumentException("family must be INET or INET6, not " + family);
  }

  /**
   * The interface that has an address, such as one of the source addresses.
   *
   * @param address an address of this machine
   * @return the interface; empty if none has the address
   */
  public Optional<InterfaceState> interfaceWith(LocalAddress address) {
    return interfaces.stream()
        .filter(each -> address.scopeId() == 0 || address.scopeId() == each.index())
        .filter(each -> each.addresses().contains(address.address()))
        .findFirst();
  }

  /**
   * Whether the system reports no changes, so that the watch polls for everything.
   *
   * @return true if {@link #updates} is {@link Updates#POLLED}
   */
  public boolean isPolled() {
    return updates == Updates.POLLED;
  }

  /**
   * How this state differs from an earlier one, by interface.
   *
   * @param previous the earlier one
   * @return the difference; empty if only {@link #updates} differs
   */
  public NetworkDifference difference(NetworkState previous) {
    boolean sourceChanged =
        !ipv4Source.equals(previous.ipv4Source) || !ipv6Source.equals(previous.ipv6Source);
    return NetworkDifference.of(previous.interfaces, interfaces, sourceChanged);
  }

  // By hand: on Java 17 the generated one keeps the class loader of what was compared last
  // (JDK-8078641).
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof NetworkState other
        && interfaces.equals(other.interfaces)
        && ipv4Source.equals(other.ipv4Source)
        && ipv6Source.equals(other.ipv6Source)
        && updates == other.updates;
  }

  @Override
  public int hashCode() {
    return Objects.hash(interfaces, ipv4Source, ipv6Source, updates);
  }
}

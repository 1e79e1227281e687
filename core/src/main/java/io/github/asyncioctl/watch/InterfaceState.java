package io.github.asyncioctl.watch;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Objects;
import java.util.Set;

/**
 * A network interface of this machine in a {@link NetworkState}.
 *
 * @param index its index, by which the system knows it; two states with the same index are of the
 *     same interface
 * @param name as {@link NetworkInterface#getName}: {@code eth0}
 * @param displayName as {@link NetworkInterface#getDisplayName}: on Windows what the adapter is
 *     called, elsewhere mostly the name
 * @param up as {@link NetworkInterface#isUp}
 * @param addresses its addresses of both families
 */
public record InterfaceState(
    int index, String name, String displayName, boolean up, Set<InetAddress> addresses) {

  /**
   * An interface with its own unmodifiable set of addresses.
   *
   * @param index its index
   * @param name its name
   * @param displayName what people call it
   * @param up whether it is up
   * @param addresses its addresses
   */
  public InterfaceState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(displayName, "displayName");
    addresses = Set.copyOf(addresses);
  }
}

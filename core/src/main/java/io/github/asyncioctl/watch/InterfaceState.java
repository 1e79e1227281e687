package io.github.asyncioctl.watch;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of this machine in a {@link NetworkState}.
 *
 * @param index its index, which identifies it in the system; two states with the same index
 *     describe the same interface
 * @param name as {@link NetworkInterface#getName}: {@code eth0}
 * @param displayName as {@link NetworkInterface#getDisplayName}: on Windows the adapter's
 *     description, elsewhere usually the name
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
   * @param displayName its display name
   * @param up whether it is up
   * @param addresses its addresses
   */
  public InterfaceState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(displayName, "displayName");
    addresses = Set.copyOf(addresses);
  }

  // By hand: on Java 17 the generated one keeps the class loader of what was compared last
  // (JDK-8078641).
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof InterfaceState other
        && index == other.index
        && name.equals(other.name)
        && displayName.equals(other.displayName)
        && up == other.up
        && addresses.equals(other.addresses);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, name, displayName, up, addresses);
  }
}

package io.github.asyncioctl.watch;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A network interface that was there before and is now, and is not the same.
 *
 * @param before what it was
 * @param after what it is
 */
public record InterfaceChange(InterfaceState before, InterfaceState after) {
  /**
   * A change.
   *
   * @param before what the interface was
   * @param after what it is
   */
  public InterfaceChange {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }

  /**
   * Its new addresses.
   *
   * @return what it has and did not have; a set of the caller's own
   */
  public Set<InetAddress> addedAddresses() {
    return without(after.addresses(), before.addresses());
  }

  /**
   * The addresses that are gone.
   *
   * @return what it had and does not have; a set of the caller's own
   */
  public Set<InetAddress> removedAddresses() {
    return without(before.addresses(), after.addresses());
  }

  private static Set<InetAddress> without(Set<InetAddress> all, Set<InetAddress> some) {
    Set<InetAddress> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}

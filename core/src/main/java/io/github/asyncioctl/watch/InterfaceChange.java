package io.github.asyncioctl.watch;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A network interface that existed before, still exists, and has changed.
 *
 * @param before the interface before
 * @param after the interface now
 */
public record InterfaceChange(InterfaceState before, InterfaceState after) {
  /**
   * A change.
   *
   * @param before the interface before
   * @param after the interface now
   */
  public InterfaceChange {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
  }

  /**
   * The addresses that the interface has gained.
   *
   * @return a new set, which the caller may change
   */
  public Set<InetAddress> addedAddresses() {
    return without(after.addresses(), before.addresses());
  }

  /**
   * The addresses that the interface has lost.
   *
   * @return a new set, which the caller may change
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

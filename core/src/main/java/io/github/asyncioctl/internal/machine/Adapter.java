package io.github.asyncioctl.internal.machine;

import java.net.InetAddress;
import java.util.Set;

/**
 * A network interface of a machine.
 *
 * @param index its index
 * @param name its name
 * @param up whether it is up
 * @param addresses its addresses of both families
 */
public record Adapter(int index, String name, boolean up, Set<InetAddress> addresses) {
  /** Copies the addresses. */
  public Adapter {
    addresses = Set.copyOf(addresses);
  }
}

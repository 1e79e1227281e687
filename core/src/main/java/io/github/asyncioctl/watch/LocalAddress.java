package io.github.asyncioctl.watch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address of this machine.
 *
 * @param address the address
 * @param scopeId the index of the network interface to which an IPv6 address is local; 0 if the
 *     address alone is unique. Two interfaces may have the same address, and {@link
 *     Inet6Address#equals} does not distinguish them.
 */
public record LocalAddress(InetAddress address, int scopeId) {
  /**
   * An address and its scope.
   *
   * @param address the address
   * @param scopeId the index of an interface, or 0
   */
  public LocalAddress {
    Objects.requireNonNull(address, "address");
  }

  /**
   * An address with its own scope.
   *
   * @param address the address
   * @return the address and its scope
   */
  public static LocalAddress of(InetAddress address) {
    return new LocalAddress(address, address instanceof Inet6Address v6 ? v6.getScopeId() : 0);
  }

  /**
   * The network interface that has the address now, with its name and index. A watch does not query
   * this automatically: the JDK needs milliseconds for it, and we saw Java 17 on Windows crash when
   * an interface changed during the query. Call it when the network is quiet again.
   *
   * @return the interface; empty if no interface has the address any more
   * @throws SocketException if the JDK cannot query the interfaces
   */
  public Optional<NetworkInterface> networkInterface() throws SocketException {
    return Optional.ofNullable(
        scopeId > 0
            ? NetworkInterface.getByIndex(scopeId)
            : NetworkInterface.getByInetAddress(address));
  }

  // By hand: on Java 17 the generated one keeps the class loader of what was compared last
  // (JDK-8078641).
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof LocalAddress other
        && address.equals(other.address)
        && scopeId == other.scopeId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(address, scopeId);
  }
}

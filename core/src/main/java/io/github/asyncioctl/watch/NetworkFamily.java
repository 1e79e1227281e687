package io.github.asyncioctl.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One protocol family: what tells of its changes, and from which address its packets leave. All
 * methods are called by one thread at a time.
 */
interface NetworkFamily {
  /** INET or INET6. */
  ProtocolFamily family();

  /** What tells of changes; empty if nothing does. */
  List<Alarm> alarms();

  /**
   * Asks for the source address. Behind an engine it is asked after what was armed before.
   *
   * @return the address; empty if there is no way to the destination
   */
  CompletableFuture<Optional<LocalAddress>> source();

  /** Closes what it has. Pending operations on it must be cancelled before. */
  void close();

  /** Makes families. */
  interface Opener {
    /**
     * Opens a family.
     *
     * @param destination an address of the family
     * @throws UnsupportedOperationException if the machine does not have the family
     */
    NetworkFamily open(InetAddress destination) throws IOException;
  }
}

package io.github.asyncioctl.watch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One protocol family: the alarms that report its changes, and the address from which its packets
 * leave. One thread at a time calls the methods.
 */
interface NetworkFamily {
  /** INET or INET6. */
  ProtocolFamily family();

  /** The alarms that report changes; empty if there are none. */
  List<Alarm> alarms();

  /**
   * Queries the source address. With an engine the query follows the operations that were armed
   * before.
   *
   * @return the address; empty if there is no route to the destination
   */
  CompletableFuture<Optional<LocalAddress>> source();

  /** Closes its sockets. Cancel pending operations on them first. */
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

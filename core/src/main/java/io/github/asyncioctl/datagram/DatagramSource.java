package io.github.asyncioctl.datagram;

import java.util.concurrent.CompletableFuture;

/** The source of a subscription's datagrams. Thread-safe. */
interface DatagramSource {
  /**
   * Starts a receive. Receives end in the order of their starts, or nearly so.
   *
   * @return completing it in any way ends the receive
   * @throws RuntimeException if nothing can be started any more
   */
  CompletableFuture<ReceivedDatagram> receive();

  /** Whether the socket's owner has not closed it. */
  boolean isOpen();
}

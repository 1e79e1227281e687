package io.github.asyncioctl.datagram;

import io.github.asyncioctl.IoctlException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The network reported that a datagram which this socket sent did not arrive. The system reports
 * that to the next receive. Nothing is wrong with the socket, and further receives may succeed.
 *
 * <p>The errors are 10054 (WSAECONNRESET: the port is closed), 10052 (WSAENETRESET: the hop limit
 * was too small), 10051 (WSAENETUNREACH) and 10065 (WSAEHOSTUNREACH); Wine reports 10061
 * (WSAECONNREFUSED) instead of the first one. The JDK turns these reports off ({@link
 * io.github.asyncioctl.codes.UdpIoctls#SIO_UDP_CONNRESET}) on sockets that are not connected.
 *
 * <p>Source: Microsoft, "Windows Sockets Error Codes", "recvfrom function (winsock.h)".
 *
 * @param cause the failure of the receive
 */
public record ReceiveError(IoctlException cause) implements ReceiveResult {
  private static final Set<Integer> ERRORS = Set.of(10051, 10052, 10054, 10061, 10065);

  /**
   * Wraps a failure.
   *
   * @param cause the failure of the receive
   */
  public ReceiveError {
    Objects.requireNonNull(cause, "cause");
  }

  /** The report of a receive that failed, if the next one may succeed. */
  static Optional<ReceiveError> of(Throwable failure) {
    return failure instanceof IoctlException told && ERRORS.contains(told.error())
        ? Optional.of(new ReceiveError(told))
        : Optional.empty();
  }
}

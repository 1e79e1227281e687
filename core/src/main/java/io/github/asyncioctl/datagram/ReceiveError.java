package io.github.asyncioctl.datagram;

import io.github.asyncioctl.IoctlException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The network says that a datagram which this socket has sent did not arrive, and the system tells
 * that to whoever receives: nothing is wrong with the socket, and the next receive may succeed.
 *
 * <p>The errors are 10054 (WSAECONNRESET: nobody has that port), 10052 (WSAENETRESET: the hop limit
 * was too small), 10051 (WSAENETUNREACH) and 10065 (WSAEHOSTUNREACH); Wine has 10061
 * (WSAECONNREFUSED) for the first one. The JDK turns that off ({@link
 * io.github.asyncioctl.codes.UdpIoctls#SIO_UDP_CONNRESET}) on sockets that are not connected.
 *
 * <p>Source: Microsoft, "Windows Sockets Error Codes", "recvfrom function (winsock.h)".
 *
 * @param cause what the receive failed with
 */
public record ReceiveError(IoctlException cause) implements ReceiveResult {
  private static final Set<Integer> ERRORS = Set.of(10051, 10052, 10054, 10061, 10065);

  /**
   * Makes one.
   *
   * @param cause what the receive failed with
   */
  public ReceiveError {
    Objects.requireNonNull(cause, "cause");
  }

  /** What a receive that failed has to say, if that does not concern the next one. */
  static Optional<ReceiveError> of(Throwable failure) {
    return failure instanceof IoctlException told && ERRORS.contains(told.error())
        ? Optional.of(new ReceiveError(told))
        : Optional.empty();
  }
}
